package dev.whence.store;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries made at random over the names of {@link TwinStores}: nested patterns of every kind. */
final class MadeQueries {
    private static final List<String> SUBJECTS = List.of("?a", "?b", "?c");
    private static final List<String> OBJECTS = List.of("?b", "?c", "?d");
    private static final List<String> PREDICATES =
            List.of("used", "wasGeneratedBy", "wasDerivedFrom", "by", "label", "size", "knows", "secretly");

    private final Random random;
    /** Bounds what one query may cost. */
    private int patterns;

    MadeQueries(long seed) {
        random = new Random(seed);
    }

    String next() {
        patterns = 4;
        String where = "{ " + group(3) + " }";
        return switch (random.nextInt(8)) {
            case 0 -> "SELECT (COUNT(*) AS ?n) " + where;
            case 1 -> "SELECT ?a (COUNT(DISTINCT ?b) AS ?n) (MAX(?c) AS ?m) " + where + " GROUP BY ?a";
            case 2 -> "ASK " + where;
            case 3 -> "CONSTRUCT { ?a :and ?b . ?b :in ?g } WHERE " + where;
            case 4 -> "SELECT DISTINCT ?a ?g " + where;
            case 5 -> "SELECT ?a ?b ?c ?d ?g " + where + " ORDER BY ?a ?b ?c ?d ?g LIMIT " + (1 + random.nextInt(9));
            case 6 -> "DESCRIBE ?a " + where;
            default -> "SELECT * " + where;
        };
    }

    private String group(int depth) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> element(depth))
                .collect(Collectors.joining(" "));
    }

    private String element(int depth) {
        if (depth == 0 || patterns <= 1) {
            return triple();
        }
        return switch (random.nextInt(14)) {
            case 0, 1 -> "GRAPH " + graph() + " { " + group(depth - 1) + " }";
            case 2 -> "OPTIONAL { " + group(depth - 1) + " }";
            case 3 -> "{ " + group(depth - 1) + " } UNION { " + group(depth - 1) + " }";
            case 4 -> "MINUS { " + group(depth - 1) + " }";
            case 5 -> "FILTER EXISTS { " + group(depth - 1) + " }";
            case 6 -> "FILTER NOT EXISTS { " + group(depth - 1) + " }";
            case 7 -> "VALUES ?g { " + name() + " " + name() + " }";
            case 8 -> "VALUES ?b { " + thing() + " " + thing() + " }";
            case 9 -> path();
            case 10 -> "{ SELECT ?a (COUNT(*) AS ?n) { " + group(depth - 1) + " } GROUP BY ?a }";
            case 11 -> "{ SELECT DISTINCT ?a ?b { " + group(depth - 1) + " } }";
            case 12 -> filter();
            default -> triple();
        };
    }

    private String triple() {
        patterns--;
        return subject() + " " + often("prov:" + pick(PREDICATES), () -> "?p") + " " + object() + " .";
    }

    private String path() {
        patterns--;
        String step = "prov:" + pick(PREDICATES);
        String other = "prov:" + pick(PREDICATES);
        String path = switch (random.nextInt(7)) {
            case 0 -> step + "+";
            case 1 -> step + "*";
            case 2 -> step + "?";
            case 3 -> "(" + step + "/" + other + ")+";
            case 4 -> "(" + step + "|^" + other + ")*";
            case 5 -> "!" + step;
            default -> "^" + step + "/" + other;
        };
        return often(thing(), () -> subject()) + " " + path + " " + object() + " .";
    }

    private String filter() {
        return switch (random.nextInt(4)) {
            case 0 -> "FILTER (?g = " + name() + ")";
            case 1 -> "FILTER (?c != " + thing() + ")";
            case 2 -> "FILTER (BOUND(?b) || ?d > 7)";
            default -> "BIND (EXISTS { GRAPH " + name() + " { } } AS ?e)";
        };
    }

    private String subject() {
        return often(pick(SUBJECTS), this::thing);
    }

    private String object() {
        return often(pick(OBJECTS), this::thing);
    }

    private String thing() {
        return switch (random.nextInt(8)) {
            case 0 -> ":agent\\/ada";
            case 1 -> ":secret\\/s" + (2 + 3 * random.nextInt(8));
            case 2 -> ":run\\/r" + random.nextInt(TwinStores.ENTRIES);
            case 3 -> ":nobody";
            default -> ":artifact\\/" + random.nextInt(TwinStores.ENTRIES + 1);
        };
    }

    private String graph() {
        return random.nextInt(3) == 0 ? name() : pick(List.of("?g", "?g", "?h", "?a"));
    }

    private String name() {
        return switch (random.nextInt(8)) {
            case 0 -> "<" + MadeLedger.graph(500_000) + ">";
            case 1 -> "<urn:x-arq:UnionGraph>";
            case 2 -> "<urn:x-arq:DefaultGraph>";
            default -> "<" + MadeLedger.graph(random.nextInt(TwinStores.ENTRIES)) + ">";
        };
    }

    private String often(String usual, Supplier<String> else_) {
        return random.nextInt(4) == 0 ? else_.get() : usual;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
