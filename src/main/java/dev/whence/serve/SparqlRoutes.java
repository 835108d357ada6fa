package dev.whence.serve;

import dev.whence.access.Scope;
import java.util.List;

/** What {@code /sparql} takes and gives, for the description; Fuseki answers it. */
final class SparqlRoutes {
    private static final String ENDPOINT = "/sparql";
    private static final List<String> ANSWERS = List.of(
            "application/sparql-results+json",
            "application/sparql-results+xml",
            "text/csv",
            "text/tab-separated-values",
            "text/turtle",
            "application/ld+json",
            "application/n-triples");

    private SparqlRoutes() {}

    static void declare(Api api) {
        api.elsewhere(refusals(Route.get(ENDPOINT, "sparqlGet")
                        .scope(Scope.PROVENANCE_READ)
                        .summary(
                                "Answers a SPARQL 1.1 query; without one, describes the service or shows the query page")
                        .inQuery("query", "string", false, "the query")
                        .inQuery("timeout", "number", false, "seconds that it may take"))
                .build());
        api.elsewhere(refusals(Route.post(ENDPOINT, "sparqlPost")
                        .scope(Scope.PROVENANCE_READ)
                        .summary("Answers a SPARQL 1.1 query")
                        .consumes("application/sparql-query", "application/x-www-form-urlencoded"))
                .answers(415, "Neither a query nor a form")
                .build());
    }

    private static Route.Builder refusals(Route.Builder operation) {
        return operation
                .inHeader(Freshness.MIN_SIZE, "integer", "answer when the graph has reached this ledger size")
                .produces(ANSWERS)
                .answers(200, "The answer")
                .answers(400, "The query is not SPARQL")
                .answers(406, "No such form")
                .answers(422, "The query asks for what is not done here, or for too much")
                .answers(429, "Too many queries of the same caller run or wait")
                .answers(503, "It took too long, or too many run");
    }
}
