package dev.whence.dcat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The syntaxes of RDF that catalog documents come in. */
public enum RdfSyntax {
    /** JSON-LD 1.1, of which 1.0 is a part; the JSON of DCAT-US too, whose context lies here. */
    JSON_LD("application/ld+json", ".jsonld"),
    TURTLE("text/turtle", ".ttl"),
    RDF_XML("application/rdf+xml", ".rdf"),
    N_TRIPLES("application/n-triples", ".nt");

    private final String mediaType;
    private final String suffix;

    RdfSyntax(String mediaType, String suffix) {
        this.mediaType = mediaType;
        this.suffix = suffix;
    }

    /** As IANA has it. */
    public String mediaType() {
        return mediaType;
    }

    /** Of a file, with its dot. */
    public String suffix() {
        return suffix;
    }

    /** The syntax of a media type, whatever its parameters; JSON is read as JSON-LD. */
    public static Optional<RdfSyntax> ofMediaType(String mediaType) {
        String name = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return name.equals("application/json")
                ? Optional.of(JSON_LD)
                : Arrays.stream(values())
                        .filter(syntax -> syntax.mediaType.equals(name))
                        .findFirst();
    }

    /** The syntax of a file by its name. */
    public static Optional<RdfSyntax> ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(syntax -> lower.endsWith(syntax.suffix))
                .findFirst();
    }

    /** Every media type, in order. */
    public static List<String> mediaTypes() {
        return Arrays.stream(values()).map(RdfSyntax::mediaType).toList();
    }
}
