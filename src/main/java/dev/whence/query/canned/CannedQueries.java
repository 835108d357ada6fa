package dev.whence.query.canned;

import dev.whence.receipt.Iris;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;

/** All canned queries, by name. Immutable and safe to share. */
public final class CannedQueries {
    private final Map<String, CannedQuery> byName;
    private final Iris iris;

    private CannedQueries(Map<String, CannedQuery> byName, Iris iris) {
        this.byName = byName;
        this.iris = iris;
    }

    /**
     * Reads every query below a folder of the class path.
     *
     * @throws IllegalStateException where a file is not a proper query: a fault of the build
     */
    public static CannedQueries load(String folder, Iris iris) {
        return of(
                QueryFiles.below(folder).stream()
                        .map(file -> CannedQueryReader.read(file.group(), file.name(), file.text()))
                        .toList(),
                iris);
    }

    /**
     * Puts queries together.
     *
     * @param iris mints the IRIs that parameters stand for
     * @throws IllegalStateException where two have one name, or a default or an example is not what it says it is
     */
    static CannedQueries of(Collection<CannedQuery> queries, Iris iris) {
        Map<String, CannedQuery> byName = new TreeMap<>();
        for (CannedQuery query : queries) {
            if (byName.put(query.name(), query) != null) {
                throw new IllegalStateException("two queries are named " + query.name());
            }
            query.parameters().forEach(parameter -> requireProper(query, parameter, iris));
        }
        return new CannedQueries(byName, iris);
    }

    private static void requireProper(CannedQuery query, Parameter parameter, Iris iris) {
        Stream.of(parameter.defaultText(), parameter.example())
                .flatMap(Optional::stream)
                .filter(text -> parameter
                        .type()
                        .term(text, iris, Iris.DEFAULT_ORGANISATION)
                        .isEmpty())
                .forEach(text -> {
                    throw new IllegalStateException("queries/" + query.group() + "/" + query.name() + ".rq: " + text
                            + " is not " + parameter.type().form());
                });
    }

    /** In the order of their names. */
    public Collection<CannedQuery> all() {
        return byName.values();
    }

    public Optional<CannedQuery> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Turns what the caller gave into RDF terms.
     *
     * @param given name → text; names that the query does not have are refused, not ignored
     * @param organisation whose things the names mean
     * @throws RefusedException with every parameter that is missing, unknown or of the wrong form
     */
    public BoundQuery bind(String name, Map<String, String> given, String organisation) throws RefusedException {
        CannedQuery query = named(name)
                .orElseThrow(() -> new RefusedException(
                        ProblemType.NOT_FOUND, "There is no query of this name; GET /queries lists them."));
        List<Violation> violations = new ArrayList<>();
        Map<Var, Node> terms = new LinkedHashMap<>();
        for (Parameter parameter : query.parameters()) {
            term(parameter, given, organisation, violations)
                    .ifPresent(term -> terms.put(Var.alloc(parameter.name()), term));
        }
        violations.addAll(unknown(query, given.keySet()));
        if (!violations.isEmpty()) {
            throw new RefusedException(Problem.of(
                    ProblemType.BAD_REQUEST, "The parameters do not fit the query " + name + ".", violations));
        }
        return new BoundQuery(query, terms);
    }

    private Optional<Node> term(
            Parameter parameter, Map<String, String> given, String organisation, List<Violation> violations) {
        ParameterType type = parameter.type();
        String usual = parameter.defaultText().orElse("");
        String text = given.getOrDefault(parameter.name(), usual);
        if (text.isEmpty() && parameter.isRequired()) {
            violations.add(violation(parameter.name(), "required", "is required: " + type.form()));
            return Optional.empty();
        }
        Optional<Node> term = type.term(text, iris, organisation);
        if (term.isEmpty()) {
            violations.add(violation(parameter.name(), "form", "must be " + type.form()));
        }
        return term;
    }

    /** A misspelt parameter would else be an answer to another question. */
    private static List<Violation> unknown(CannedQuery query, Collection<String> given) {
        List<String> known = query.parameters().stream().map(Parameter::name).toList();
        return given.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> violation(name, "unknown", "is not one of this query"))
                .toList();
    }

    private static Violation violation(String parameter, String rule, String message) {
        return new Violation(parameter, "parameter:" + rule, "the parameter '" + parameter + "' " + message);
    }
}
