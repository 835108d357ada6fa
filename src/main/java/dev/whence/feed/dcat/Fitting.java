package dev.whence.feed.dcat;

import dev.whence.feed.rdf.Description;
import dev.whence.vocab.Dcat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;

/**
 * Makes what one record says fit {@link DcatAp} on a page of its own. Types are repeated, as no checker looks further than
 * the page; agents and concepts without a name are called by the end of their IRI; text where a thing must stand becomes a
 * thing with that text as its name; what is too many, or can only be right where other datasets are described too, is left
 * out. Nothing is made up beyond that, and nothing ever becomes a {@code dcat:Dataset}. For one record, one thread.
 */
final class Fitting {
    private final DcatAp profile;
    private final Map<Node, Set<Node>> types = new HashMap<>();
    private final Map<Node, Set<String>> said = new HashMap<>();
    private final List<Triple> out = new ArrayList<>();
    /** What was seen to already: a type with its thing. */
    private final Set<Triple> typed = new HashSet<>();

    /** What has a name, and by which property. */
    private final Set<Named> named = new HashSet<>();

    private record Named(Node thing, Node property) {}

    private Fitting(DcatAp profile) {
        this.profile = profile;
    }

    /** @param said all that a record says, without blank nodes */
    static List<Triple> fit(DcatAp profile, Collection<Triple> said) {
        Fitting fitting = new Fitting(profile);
        fitting.note(said);
        Description.all(said).forEach(fitting::fit);
        return fitting.out;
    }

    private void note(Collection<Triple> all) {
        for (Triple triple : all) {
            said.computeIfAbsent(triple.getSubject(), unused -> new HashSet<>())
                    .add(triple.getPredicate().getURI());
            if (triple.getPredicate().equals(RDF.Nodes.type)) {
                types.computeIfAbsent(triple.getSubject(), unused -> new HashSet<>())
                        .add(triple.getObject());
            } else if (profile.names().containsValue(triple.getPredicate())) {
                named.add(new Named(triple.getSubject(), triple.getPredicate()));
            }
        }
    }

    private void fit(Description description) {
        Node subject = NodeFactory.createURI(description.subject());
        Set<Node> own = types.getOrDefault(subject, Set.of());
        description.properties().forEach((property, values) -> {
            Node predicate = NodeFactory.createURI(property);
            boolean single = own.stream().anyMatch(type -> isSingle(type, property));
            int taken = 0;
            for (Node value : values) {
                if ((taken == 0 || !single) && take(subject, predicate, value, taken + 1)) {
                    taken++;
                }
            }
        });
        own.forEach(type -> name(subject, type));
        if (own.contains(Dcat.DISTRIBUTION_CLASS)
                && description.values(Dcat.ACCESS_URL).stream().noneMatch(Node::isURI)) {
            say(subject, Dcat.ACCESS_URL, place(description).orElse(subject));
        }
    }

    /** Where a distribution can be had, which is a way to it too; its own IRI answers where nothing is said. */
    private static Optional<Node> place(Description distribution) {
        return distribution.values(Dcat.DOWNLOAD_URL).stream().filter(Node::isURI).findFirst();
    }

    private boolean isSingle(Node type, String property) {
        return type.isURI()
                && profile.atMostOne().getOrDefault(type.getURI(), Set.of()).contains(property);
    }

    private boolean take(Node subject, Node predicate, Node value, int number) {
        String property = predicate.getURI();
        Optional<Node> range = profile.range(property);
        if (range.isPresent()) {
            return range(subject, predicate, value, range.get(), number);
        }
        boolean fits = !profile.ofDatasets().contains(property)
                && (!profile.texts().contains(property) || value.isLiteral())
                && (!profile.iris().contains(property) || value.isURI())
                && hasType(value, profile.types().get(property));
        if (fits) {
            say(subject, predicate, value);
        }
        return fits;
    }

    private static boolean hasType(Node value, @Nullable String type) {
        return type == null || (value.isLiteral() && value.getLiteralDatatypeURI().equals(type));
    }

    private boolean range(Node subject, Node predicate, Node value, Node range, int number) {
        boolean isOne = types.getOrDefault(value, Set.of()).contains(range);
        Node name = profile.names().get(range.getURI());
        if (!isOne && name == null && !isKnownAs(range, value)) {
            return false;
        }
        Node thing = value.isLiteral() ? helper(subject, predicate, number) : value;
        say(subject, predicate, thing);
        if (!isOne) {
            type(thing, range);
        }
        if (value.isLiteral() && name != null) {
            say(thing, name, value);
        } else {
            name(thing, range);
        }
        return true;
    }

    /** Where things of a type must have a name and this one has none. */
    private void name(Node thing, Node type) {
        Node name = profile.names().get(type.getURI());
        if (name != null && profile.alwaysNamed().contains(type.getURI()) && named.add(new Named(thing, name))) {
            say(thing, name, NodeFactory.createLiteralString(end(thing.getURI())));
        }
    }

    private boolean isKnownAs(Node type, Node thing) {
        Set<String> telling = profile.knownBy().get(type.getURI());
        return telling != null && said.getOrDefault(thing, Set.of()).containsAll(telling);
    }

    private void type(Node thing, Node type) {
        Triple triple = Triple.create(thing, RDF.Nodes.type, type);
        if (typed.add(triple)) {
            out.add(triple);
        }
    }

    private void say(Node subject, Node predicate, Node value) {
        out.add(Triple.create(subject, predicate, value));
    }

    /** {@code …#rights}, or {@code …#spatial-rights} of what is a helper itself; the second of them ends in {@code -2}. */
    private static Node helper(Node subject, Node predicate, int number) {
        String iri = subject.getURI();
        String property = predicate.getURI();
        return NodeFactory.createURI(iri
                + (iri.indexOf('#') < 0 ? "#" : "-")
                + property.substring(Math.max(property.lastIndexOf('/'), property.lastIndexOf('#')) + 1)
                + (number == 1 ? "" : "-" + number));
    }

    /** What an IRI is called where nobody says. */
    private static String end(String iri) {
        String bare = iri.endsWith("/") || iri.endsWith("#") ? iri.substring(0, iri.length() - 1) : iri;
        String end = bare.substring(Math.max(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('#')), bare.lastIndexOf(':')) + 1);
        return end.isEmpty() ? iri : end;
    }
}
