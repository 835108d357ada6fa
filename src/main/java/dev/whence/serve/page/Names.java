package dev.whence.serve.page;

import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * What people call a thing, in place of its IRI. A minted IRI leads to this server's own page of it, also where the base
 * names another host or where a proxy stands between. Immutable.
 */
final class Names {
    private static final int SHOWN_DIGITS = 12;
    private static final Pattern LONG_HEX = Pattern.compile("[0-9a-f]{20,64}");
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("http://www.w3.org/ns/prov#", "prov:"),
            Map.entry("http://www.w3.org/ns/dcat#", "dcat:"),
            Map.entry("http://www.w3.org/ns/adms#", "adms:"),
            Map.entry("http://www.w3.org/ns/locn#", "locn:"),
            Map.entry("http://www.opengis.net/ont/geosparql#", "geo:"),
            Map.entry("http://www.w3.org/2002/07/owl#", "owl:"),
            Map.entry("http://www.w3.org/2004/02/skos/core#", "skos:"),
            Map.entry("http://www.w3.org/2006/vcard/ns#", "vcard:"),
            Map.entry("http://xmlns.com/foaf/0.1/", "foaf:"),
            Map.entry("http://purl.org/dc/terms/", "dcterms:"),
            Map.entry("http://spdx.org/rdf/terms#", "spdx:"),
            Map.entry("https://w3id.org/ogc/stac/core/", "stac:"),
            Map.entry("https://w3id.org/whence/ns#", "whence:"),
            Map.entry("http://www.w3.org/2000/01/rdf-schema#", "rdfs:"),
            Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"));

    private final Iris iris;

    Names(Iris iris) {
        this.iris = iris;
    }

    /** A term; nothing where a query left a variable unbound. */
    Cell cell(@Nullable Node node) {
        if (node == null) {
            return Cell.of("");
        }
        if (node.isURI()) {
            return cell(node.getURI());
        }
        return Cell.of(node.isLiteral() ? node.getLiteralLexicalForm() : node.toString());
    }

    Cell cell(String iri) {
        Optional<Iris.Minted> minted = iris.read(iri);
        if (minted.isPresent()) {
            return new Cell(
                    called(minted.get()), Optional.of(kind(minted.get())), Optional.of(path(iri)), Optional.of(iri));
        }
        String term = term(iri);
        if (!term.equals(iri)) {
            return Cell.brief(term, iri);
        }
        return iri.startsWith("https://") || iri.startsWith("http://") ? Cell.link(iri, iri) : Cell.of(iri);
    }

    /** A term of a vocabulary with the prefix that everybody knows. */
    static String term(String iri) {
        return PREFIXES.entrySet().stream()
                .filter(prefix -> iri.startsWith(prefix.getKey()))
                .map(prefix -> prefix.getValue() + iri.substring(prefix.getKey().length()))
                .findFirst()
                .orElse(iri);
    }

    /** The kind of thing that a minted IRI names, such as {@code run}. */
    Optional<String> kind(String iri) {
        return iris.read(iri).map(Iris.Minted::type);
    }

    private static String kind(Iris.Minted minted) {
        return minted.type().equals("stac")
                ? stac(minted.names())
                : minted.type().replace('-', ' ');
    }

    private static String stac(List<String> names) {
        boolean isCatalog = names.get(0).equals("catalogs");
        return switch (names.size()) {
            case 2 -> isCatalog ? "STAC catalog" : "STAC collection";
            case 4 -> names.get(2).equals("items") ? "STAC item" : "STAC asset";
            default -> "STAC asset";
        };
    }

    private String path(String iri) {
        return "/" + iri.substring(iris.base().length());
    }

    private static String called(Iris.Minted minted) {
        List<String> names = minted.names();
        if (minted.type().equals("stac")) {
            return names.get(names.size() - 1);
        }
        if (names.size() != 2) {
            return brief(String.join("/", names));
        }
        if (minted.type().equals("artifact")) {
            return names.get(1) + " " + brief(names.get(0));
        }
        return names.get(0).equals("_") ? names.get(1) : names.get(0) + " " + names.get(1);
    }

    /** Digests and commits by their first digits: nobody reads the rest. */
    static String brief(String name) {
        Optional<Digest.WellFormed> digest = Digest.parse(name);
        if (digest.isPresent()) {
            return digest.get().algorithm().label() + ":" + digest.get().hex().substring(0, SHOWN_DIGITS) + "…";
        }
        return LONG_HEX.matcher(name).matches() ? name.substring(0, SHOWN_DIGITS) + "…" : name;
    }
}
