package dev.whence.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.query.canned.AnswerFormat;
import dev.whence.query.canned.BoundQuery;
import dev.whence.query.canned.CannedAnswer;
import dev.whence.query.canned.CannedQueries;
import dev.whence.query.canned.QueryRunner;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code queries.run}: runs a canned query. */
final class QueriesRun implements Work.Reading {
    static final Declaration DECLARATION =
            Declaration.reading("queries.run", "Runs a canned query", Scope.PROVENANCE_READ);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CannedQueries queries;
    private final QueryRunner runner;

    QueriesRun(CannedQueries queries, QueryRunner runner) {
        this.queries = queries;
        this.runner = runner;
    }

    @Override
    public ObjectNode read(Invocation invocation) throws RefusedException {
        String name = invocation.text("name", "");
        if (queries.named(name).isEmpty()) {
            throw new RefusedException(
                    ProblemType.NOT_FOUND, "There is no query of this name; GET /queries lists them.");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        invocation
                .input()
                .path("parameters")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().asText()));
        CannedAnswer answer = runner.run(bound(name, parameters, invocation).query(), invocation.sight());
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        if (answer instanceof CannedAnswer.Table table) {
            json.put("complete", table.complete());
            json.set("results", tree(AnswerFormat.JSON.write(table)));
        } else {
            json.put("complete", true);
            json.put("triples", new String(AnswerFormat.N_TRIPLES.write(answer), StandardCharsets.UTF_8));
        }
        return json;
    }

    private BoundQuery bound(String name, Map<String, String> parameters, Invocation invocation)
            throws RefusedException {
        try {
            return queries.bind(name, parameters, invocation.organisation());
        } catch (RefusedException refused) {
            List<Violation> violations = refused.problem().violations().stream()
                    .map(one -> new Violation("/parameters/" + one.pointer(), one.rule(), one.message()))
                    .toList();
            throw new RefusedException(
                    Problem.of(ProblemType.INPUT_INVALID, refused.problem().detail(), violations));
        }
    }

    private static JsonNode tree(byte[] results) {
        try {
            return JSON.readTree(results);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
