package dev.whence.gate.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.receipt.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;

/**
 * Reads the files of this room from the class path. A query's header is comment lines:
 *
 * <pre>
 * # title: Versions that differ
 * # description: A row is …
 * #   goes on here
 * # result: DENY
 * # message: This speaks of the version {other}.
 * # remedy: …
 * </pre>
 *
 * A line {@code code} may say what its findings are called. A file that breaks this form stops the start: it is a fault of ours.
 */
public final class RuleFiles {
    private static final Pattern FIELD = Pattern.compile("# (title|description|code|result|message|remedy): (.+)");
    private static final Pattern CONTINUED = Pattern.compile("# {3,}(\\S.*)");

    private RuleFiles() {}

    /** Reads queries of a folder, by their names. */
    public static List<Rule> rules(String folder, List<String> names) {
        return names.stream()
                .map(name -> rule(folder + "/" + name + ".rq", name))
                .toList();
    }

    private static Rule rule(String file, String name) {
        String text = text(file);
        Map<String, String> header = header(text);
        Query query = parsed(file, text);
        if (!query.isSelectType() || !query.getResultVars().contains("where")) {
            throw new IllegalStateException(file + ": selects no ?where");
        }
        required(file, header, "title");
        required(file, header, "description");
        return new Rule(
                header.getOrDefault("code", name),
                Gate.Result.valueOf(required(file, header, "result")),
                required(file, header, "message"),
                required(file, header, "remedy"),
                query);
    }

    private static String required(String file, Map<String, String> header, String field) {
        String value = header.get(field);
        if (value == null) {
            throw new IllegalStateException(file + ": has no " + field);
        }
        return value;
    }

    private static Query parsed(String file, String text) {
        try {
            return QueryFactory.create(text);
        } catch (QueryParseException broken) {
            throw new IllegalStateException(file + ": " + broken.getMessage(), broken);
        }
    }

    private static Map<String, String> header(String text) {
        Map<String, String> header = new HashMap<>();
        String last = "";
        for (String line : text.lines().takeWhile(line -> line.startsWith("#")).toList()) {
            Matcher field = FIELD.matcher(line);
            Matcher continued = CONTINUED.matcher(line);
            if (field.matches()) {
                last = field.group(1);
                header.put(last, field.group(2));
            } else if (continued.matches()) {
                header.merge(last, continued.group(1), (before, more) -> before + " " + more);
            }
        }
        return header;
    }

    /** A file of JSON. */
    public static JsonNode json(String file) {
        try {
            return new ObjectMapper().readTree(text(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The elements of an array of texts. */
    public static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String text(String file) {
        try (InputStream in = RuleFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no " + file + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
