package dev.whence.feed.rdf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What RDF can be had as from the catalog's surfaces. */
public enum Syntax {
    TURTLE("text/turtle", "ttl", new TurtleWriter(Prefixes.read())),
    JSON_LD("application/ld+json", "jsonld", new JsonLdWriter(Prefixes.read())),
    RDF_XML("application/rdf+xml", "rdf", new RdfXmlWriter(Prefixes.read())),
    N_TRIPLES("application/n-triples", "nt", new NTriplesWriter());

    private final String mediaType;
    private final String suffix;
    private final DescriptionWriter writer;

    Syntax(String mediaType, String suffix, DescriptionWriter writer) {
        this.mediaType = mediaType;
        this.suffix = suffix;
        this.writer = writer;
    }

    /** Without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** Of a file's name or an address, without the dot. */
    public String suffix() {
        return suffix;
    }

    public DescriptionWriter writer() {
        return writer;
    }

    public static List<String> mediaTypes() {
        return Arrays.stream(values()).map(Syntax::mediaType).toList();
    }

    public static Optional<Syntax> ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(syntax -> syntax.mediaType.equals(mediaType))
                .findFirst();
    }

    /** A whole document. */
    public String document(Iterable<Description> descriptions) {
        StringBuilder out = new StringBuilder(4096).append(writer.head());
        boolean isFirst = true;
        for (Description description : descriptions) {
            if (!isFirst) {
                out.append(writer.between());
            }
            writer.write(description, out);
            isFirst = false;
        }
        return out.append(writer.foot()).toString();
    }
}
