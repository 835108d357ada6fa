package dev.whence.feed.rdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;

/** Gathers what is said of several things, by thing and property. What is said twice is there once. For one thread. */
public final class Descriptions {
    private final Map<String, Map<String, List<Node>>> subjects = new LinkedHashMap<>();

    public void say(Node subject, Node property, Node value) {
        List<Node> values = subjects.computeIfAbsent(subject.getURI(), unused -> new LinkedHashMap<>())
                .computeIfAbsent(property.getURI(), unused -> new ArrayList<>(1));
        if (!values.contains(value)) {
            values.add(value);
        }
    }

    /** By subject and property, as it was said; values in no order. */
    public Map<String, Map<String, List<Node>>> asSaid() {
        return subjects;
    }

    /** One description for each subject, in the order of their IRIs. Ends the gathering. */
    public List<Description> ordered() {
        List<Description> all = new ArrayList<>(subjects.size());
        subjects.forEach((subject, properties) -> all.add(Description.ordered(subject, properties)));
        all.sort(Comparator.comparing(Description::subject));
        return all;
    }
}
