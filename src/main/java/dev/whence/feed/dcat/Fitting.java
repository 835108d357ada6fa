package dev.whence.feed.dcat;

import dev.whence.feed.dcat.DcatAp.Kind;
import dev.whence.feed.dcat.DcatAp.Rule;
import dev.whence.feed.rdf.Description;
import dev.whence.feed.rdf.Descriptions;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/**
 * Makes what one record says fit {@link DcatAp} on a page of its own. Types are repeated, as no checker looks further than
 * the page; agents, concepts, their schemes and services without a name are called by
 * another that they have, or by the end of their IRI; text where a thing must stand becomes a
 * thing with that text as its name; what is too many, lacks what its class demands, or can only be right where other
 * datasets are described too, is left out. Nothing is made up beyond that, and nothing ever becomes a {@code dcat:Dataset}. For one record, one thread.
 */
final class Fitting {
    private static final String TYPE = RDF.type.getURI();
    private static final Comparator<Node> BY_TEXT = Comparator.comparing(Node::toString);

    /** What a thing may be called by where the name that its class asks for is missing. */
    private static final List<Node> NAMES = List.of(Dct.TITLE, SKOS.prefLabel.asNode(), RDFS.Nodes.label, Foaf.NAME);

    private final DcatAp profile;
    private final Map<String, Map<String, List<Node>>> said;
    private final Descriptions out = new Descriptions();

    private Fitting(DcatAp profile, Map<String, Map<String, List<Node>>> said) {
        this.profile = profile;
        this.said = said;
    }

    /**
     * What fits, in order.
     *
     * @param said all that a record says, without blank nodes
     */
    static List<Description> fit(DcatAp profile, Descriptions said) {
        Fitting fitting = new Fitting(profile, said.asSaid());
        fitting.said.forEach(fitting::fit);
        return fitting.out.ordered();
    }

    private void fit(String iri, Map<String, List<Node>> properties) {
        List<Node> types = properties.getOrDefault(TYPE, List.of());
        List<Node> good = types.stream()
                .filter(type -> isGood(profile.kind(type.getURI()), properties))
                .toList();
        if (good.isEmpty() && !types.isEmpty()) {
            return;
        }
        Node subject = NodeFactory.createURI(iri);
        List<Kind> kinds =
                good.stream().map(type -> profile.kind(type.getURI())).toList();
        kinds.forEach(kind -> name(subject, kind));
        properties.forEach((property, values) -> fit(subject, property, property.equals(TYPE) ? good : values, kinds));
        if (good.contains(Dcat.DISTRIBUTION_CLASS)
                && values(properties, Dcat.ACCESS_URL).stream().noneMatch(Node::isURI)) {
            // Where it can be had is a way to it too; its own IRI answers where nothing is said.
            Optional<Node> place = values(properties, Dcat.DOWNLOAD_URL).stream()
                    .filter(Node::isURI)
                    .min(BY_TEXT);
            out.say(subject, Dcat.ACCESS_URL, place.orElse(subject));
        }
    }

    private void fit(Node subject, String property, List<Node> values, List<Kind> kinds) {
        Node predicate = NodeFactory.createURI(property);
        Optional<Rule> rule = Optional.ofNullable(profile.properties().get(property));
        boolean single = kinds.stream().anyMatch(kind -> kind.single().contains(property));
        int taken = 0;
        for (Node value : sorted(values)) {
            if ((taken == 0 || !single) && take(subject, predicate, value, rule, taken + 1)) {
                taken++;
            }
        }
    }

    /** Which one is taken, and how helpers are numbered, must not hang on the order in which it was said. */
    private static List<Node> sorted(List<Node> values) {
        return values.size() == 1 ? values : values.stream().sorted(BY_TEXT).toList();
    }

    private static List<Node> values(Map<String, List<Node>> properties, Node property) {
        return properties.getOrDefault(property.getURI(), List.of());
    }

    private boolean take(Node subject, Node predicate, Node value, Optional<Rule> rule, int number) {
        if (rule.isPresent() && rule.get() instanceof DcatAp.OfClass range) {
            return range(subject, predicate, value, range, number);
        }
        if (rule.isEmpty() || fits(value, rule.get())) {
            out.say(subject, predicate, value);
            return true;
        }
        return false;
    }

    private static boolean fits(Node value, Rule rule) {
        if (rule instanceof DcatAp.Literals literals) {
            return value.isLiteral()
                    && (literals.type().isEmpty() || literals.type().get().equals(value.getLiteralDatatypeURI()));
        }
        return rule instanceof DcatAp.Things && value.isURI();
    }

    private boolean range(Node subject, Node predicate, Node value, DcatAp.OfClass range, int number) {
        if (!canBe(value, range)) {
            return false;
        }
        boolean isOne = isOne(value, range);
        Optional<Node> name = range.kind().name();
        Node thing = value.isLiteral() ? helper(subject, predicate, number) : value;
        out.say(subject, predicate, thing);
        if (!isOne) {
            out.say(thing, RDF.Nodes.type, range.type());
        }
        if (value.isLiteral()) {
            name.ifPresent(property -> out.say(thing, property, value));
        } else if (!isOne) {
            name(thing, range.kind());
        }
        return true;
    }

    private Map<String, List<Node>> own(Node thing) {
        return thing.isURI() ? said.getOrDefault(thing.getURI(), Map.of()) : Map.of();
    }

    private boolean isOne(Node value, DcatAp.OfClass range) {
        return own(value).getOrDefault(TYPE, List.of()).contains(range.type());
    }

    /** Whether a value is one of a class, or may be said to be one. */
    private boolean canBe(Node value, DcatAp.OfClass range) {
        Kind kind = range.kind();
        return kind.knownBy().isEmpty() ? kind.name().isPresent() || isOne(value, range) : isGood(kind, own(value));
    }

    /** Whether all that things of a kind are known by will be said; a type alone makes no good one. */
    private boolean isGood(Kind kind, Map<String, List<Node>> own) {
        return kind.knownBy().stream()
                .allMatch(property ->
                        own.getOrDefault(property, List.of()).stream().anyMatch(value -> canBeSaid(property, value)));
    }

    private boolean canBeSaid(String property, Node value) {
        Rule rule = profile.properties().get(property);
        return rule == null || (rule instanceof DcatAp.OfClass range ? canBe(value, range) : fits(value, rule));
    }

    /** Where things of a kind must have a name and this one has none. */
    private void name(Node thing, Kind kind) {
        Optional<Node> name = kind.name().filter(property -> kind.alwaysNamed());
        if (name.isPresent() && names(thing, name.get()).findAny().isEmpty()) {
            out.say(
                    thing,
                    name.get(),
                    NAMES.stream()
                            .flatMap(property -> names(thing, property))
                            .findFirst()
                            .orElseGet(() -> NodeFactory.createLiteralString(end(thing.getURI()))));
        }
    }

    private Stream<Node> names(Node thing, Node property) {
        return values(own(thing), property).stream().filter(Node::isLiteral).sorted(BY_TEXT);
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
    static String end(String iri) {
        String bare = iri.endsWith("/") || iri.endsWith("#") ? iri.substring(0, iri.length() - 1) : iri;
        int before = Math.max(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('#')), bare.lastIndexOf(':'));
        String end = bare.substring(before + 1);
        return end.isEmpty() ? iri : end;
    }
}
