package dev.whence.query.canned;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;

/**
 * Reads one {@code .rq} file. Its header is comment lines:
 *
 * <pre>
 * # title: Runs of an agent between two times
 * # description: Every run that …
 * #   goes on here
 * # param agent (agent): who acted | example: svc:fetcher
 * # param from (dateTime, default 0001-01-01T00:00:00Z): not before this time
 * </pre>
 *
 * A file that breaks this form stops the start, with everything that is wrong with it: it is a fault of ours, not of a
 * caller.
 */
final class CannedQueryReader {
    private static final Pattern FIELD = Pattern.compile("# (title|description|param)\\b:? (.+)");
    private static final Pattern CONTINUED = Pattern.compile("# {3,}(\\S.*)");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?<name>\\w+) \\((?<type>\\w+)(?:, default (?<default>.*?))?\\): (?<text>.*?)(?: \\| example: (?<example>.*))?");

    private final String file;
    private final String text;
    private final List<String> titles = new ArrayList<>();
    private final List<String> descriptions = new ArrayList<>();
    private final List<String> parameterLines = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private CannedQueryReader(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** @throws IllegalStateException with every fault of the file */
    static CannedQuery read(String group, String name, String text) {
        CannedQueryReader reader = new CannedQueryReader("queries/" + group + "/" + name + ".rq", text);
        reader.header();
        Query query = reader.query();
        List<Parameter> parameters = reader.parameters(query);
        String title = reader.only("title", reader.titles);
        String description = reader.only("description", reader.descriptions);
        if (!reader.faults.isEmpty()) {
            throw new IllegalStateException(reader.file + ": " + String.join("; ", reader.faults));
        }
        return new CannedQuery(name, group, title, description, parameters, text, query);
    }

    /** Puts the header's lines together again. */
    private void header() {
        List<String> open = new ArrayList<>();
        for (String line : text.lines().takeWhile(l -> l.startsWith("#")).toList()) {
            Matcher field = FIELD.matcher(line);
            Matcher more = CONTINUED.matcher(line);
            if (field.matches()) {
                open = linesOf(field.group(1));
                open.add(field.group(2).strip());
            } else if (more.matches() && !open.isEmpty()) {
                int last = open.size() - 1;
                open.set(last, open.get(last) + " " + more.group(1).strip());
            } else {
                faults.add("not a line of a header: " + line);
            }
        }
    }

    private List<String> linesOf(String field) {
        return switch (field) {
            case "title" -> titles;
            case "param" -> parameterLines;
            default -> descriptions;
        };
    }

    private String only(String what, List<String> found) {
        if (found.size() != 1) {
            faults.add("needs one " + what + " and has " + found.size());
            return "";
        }
        return found.get(0);
    }

    private Query query() {
        try {
            return QueryFactory.create(text);
        } catch (QueryParseException broken) {
            faults.add("not SPARQL: " + broken.getMessage());
            return QueryFactory.create();
        }
    }

    private List<Parameter> parameters(Query query) {
        String spoken = query.getQueryPattern() == null ? "" : query.toString();
        Set<String> names = new HashSet<>();
        List<Parameter> parameters = new ArrayList<>();
        for (String line : parameterLines) {
            parameter(line).ifPresent(parameter -> {
                if (!names.add(parameter.name())) {
                    faults.add("two parameters are named " + parameter.name());
                }
                if (!Pattern.compile("[?]" + parameter.name() + "\\b")
                        .matcher(spoken)
                        .find()) {
                    faults.add("the query has no ?" + parameter.name());
                }
                parameters.add(parameter);
            });
        }
        return parameters;
    }

    private Optional<Parameter> parameter(String line) {
        Matcher matcher = PARAMETER.matcher(line);
        if (!matcher.matches()) {
            faults.add("not a parameter: " + line);
            return Optional.empty();
        }
        Optional<ParameterType> type = ParameterType.named(matcher.group("type"));
        if (type.isEmpty()) {
            faults.add("no type of parameter: " + matcher.group("type"));
        }
        return type.map(known -> new Parameter(
                matcher.group("name"),
                known,
                Optional.ofNullable(matcher.group("default")),
                matcher.group("text"),
                Optional.ofNullable(matcher.group("example"))));
    }
}
