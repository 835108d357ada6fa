package dev.whence.links;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What must link to what, read from {@code /links/matrix.json}.
 *
 * @param targets by relation, what it may lead to
 * @param answers by relation, by which one of these the other must lead back
 * @param demands what a document of a kind must have
 * @param sameVersion relations between documents that must be of one dataset version
 */
record Matrix(
        Map<String, Set<Kind>> targets,
        Map<String, List<String>> answers,
        List<Demand> demands,
        Set<String> sameVersion) {

    /** A document of kind {@code of} must be related to something by one of {@code rels}. */
    record Demand(Kind of, List<String> rels, Code code) {}

    static Matrix read() {
        try (InputStream file = Matrix.class.getResourceAsStream("/links/matrix.json")) {
            if (file == null) {
                throw new IllegalStateException("/links/matrix.json is not in the program");
            }
            return of(new ObjectMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Matrix of(JsonNode json) {
        Map<String, Set<Kind>> targets = new TreeMap<>();
        json.path("targets").properties().forEach(rel -> {
            Set<Kind> kinds = new HashSet<>();
            texts(rel.getValue()).forEach(kind -> kinds.add(Kind.of(kind)));
            targets.put(rel.getKey(), kinds);
        });
        Map<String, List<String>> answers = new TreeMap<>();
        json.path("answers").properties().forEach(rel -> answers.put(rel.getKey(), texts(rel.getValue())));
        List<Demand> demands = StreamSupport.stream(json.path("demands").spliterator(), false)
                .map(demand -> new Demand(
                        Kind.of(demand.path("of").asText()),
                        texts(demand.path("rels")),
                        Code.valueOf(demand.path("code").asText())))
                .toList();
        return new Matrix(targets, answers, demands, Set.copyOf(texts(json.path("sameVersion"))));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
