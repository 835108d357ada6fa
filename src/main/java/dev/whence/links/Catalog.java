package dev.whence.links;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Documents with their references resolved: all that the rules see. Wherever they come from, they are in order of their
 * places. Immutable.
 */
public final class Catalog {
    private final Map<String, Document> byPlace = new TreeMap<>();
    private final Map<String, Document> byName = new HashMap<>();
    private final Set<Edge> edges = new HashSet<>();
    private final Set<String> asked;
    private final List<Document> checked;
    private final boolean whole;

    private record Edge(String from, String rel, String to) {}

    /**
     * @param documents those to check and those that they lead to
     * @param checked the places of those to check
     * @param whole whether all documents there are were read, so that one that nobody leads to can be told
     */
    public Catalog(Collection<Document> documents, Set<String> checked, boolean whole) {
        documents.forEach(document -> byPlace.put(document.place(), document));
        byPlace.values().forEach(document -> document.names().forEach(name -> byName.putIfAbsent(name, document)));
        for (Document document : byPlace.values()) {
            document.links()
                    .forEach(link -> target(link)
                            .ifPresent(to -> edges.add(new Edge(document.place(), link.rel(), to.place()))));
        }
        this.asked = Set.copyOf(checked);
        this.checked = byPlace.values().stream()
                .filter(document -> checked.contains(document.place()))
                .toList();
        this.whole = whole;
    }

    List<Document> checked() {
        return checked;
    }

    boolean isChecked(Document document) {
        return asked.contains(document.place());
    }

    /** Whether a document leads to another by a relation; costs the same however many links it has. */
    boolean leads(Document from, String rel, Document to) {
        return edges.contains(new Edge(from.place(), rel, to.place()));
    }

    Collection<Document> all() {
        return Collections.unmodifiableCollection(byPlace.values());
    }

    boolean isWhole() {
        return whole;
    }

    /** The document that a link leads to, if it is one of these. */
    Optional<Document> target(Link link) {
        if (link.target() instanceof Target.Here here) {
            return Optional.ofNullable(byPlace.get(here.place()));
        }
        return link.target() instanceof Target.Elsewhere elsewhere
                ? Optional.ofNullable(byName.get(elsewhere.address()))
                : Optional.empty();
    }

    /** The documents that a document leads to by a relation. */
    List<Document> targets(Document document, String rel) {
        return document.links(rel).flatMap(link -> target(link).stream()).toList();
    }
}
