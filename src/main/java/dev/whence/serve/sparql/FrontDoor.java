package dev.whence.serve.sparql;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.jena.atlas.web.AcceptList;
import org.apache.jena.atlas.web.MediaType;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * Answers a GET of the endpoint that asks nothing: a person gets the query page, a program the service description (W3C
 * SPARQL 1.1 Service Description).
 */
final class FrontDoor {
    private static final String HTML = "text/html";
    private static final AcceptList OFFERED = AcceptList.create(
            "text/turtle", HTML, "application/ld+json", "application/rdf+xml", "application/n-triples");

    private final byte[] description = Assets.bytes("service-description.ttl");

    void open(HttpServletRequest request, HttpServletResponse response) throws IOException, RefusedException {
        String type = chosen(request)
                .orElseThrow(() -> new RefusedException(
                        ProblemType.NOT_ACCEPTABLE,
                        "Ask a query with ?query=…, or take this service's description as text/turtle, application/ld+json,"
                                + " application/rdf+xml, application/n-triples or text/html."));
        if (type.equals(HTML)) {
            Assets.page().send(request, response);
        } else {
            describe(request, response, RDFLanguages.contentTypeToLang(type));
        }
    }

    private static Optional<String> chosen(HttpServletRequest request) {
        String accept = Optional.ofNullable(request.getHeader("Accept")).orElse("*/*");
        return Optional.ofNullable(AcceptList.match(new AcceptList(accept), OFFERED))
                .map(MediaType::getContentTypeStr);
    }

    private void describe(HttpServletRequest request, HttpServletResponse response, Lang language) throws IOException {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.create()
                .source(new java.io.ByteArrayInputStream(description))
                .lang(Lang.TURTLE)
                .base(request.getRequestURL().toString())
                .parse(graph);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RDFDataMgr.write(out, graph, language);
        response.setContentType(language.getHeaderString());
        response.setCharacterEncoding("utf-8");
        response.setContentLength(out.size());
        out.writeTo(response.getOutputStream());
    }
}
