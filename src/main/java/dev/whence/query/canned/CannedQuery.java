package dev.whence.query.canned;

import java.util.List;
import org.apache.jena.query.Query;

/**
 * One file of {@code queries/}.
 *
 * @param name the file's name without its suffix; unique
 * @param group the folder that it lies in, such as {@code audit}
 * @param title one line for a list
 * @param description when to ask this, and how to read the answer
 * @param text the file as it is, for people to learn from
 * @param query the same, parsed; never changed
 */
public record CannedQuery(
        String name,
        String group,
        String title,
        String description,
        List<Parameter> parameters,
        String text,
        Query query) {
    public CannedQuery {
        parameters = List.copyOf(parameters);
    }
}
