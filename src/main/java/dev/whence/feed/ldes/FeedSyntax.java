package dev.whence.feed.ldes;

import dev.whence.feed.rdf.Description;
import dev.whence.feed.rdf.DescriptionWriter;
import dev.whence.feed.rdf.Syntax;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The syntaxes with named graphs that a feed can be had in. What the default graph says is written as in one without. */
public enum FeedSyntax {
    TRIG("application/trig", "trig", Syntax.TURTLE) {
        @Override
        void graph(String name, List<Description> said, StringBuilder out) {
            out.append('<').append(name).append("> {\n");
            said.forEach(description -> writer().write(description, out));
            out.append("}\n\n");
        }
    },
    JSON_LD("application/ld+json", "jsonld", Syntax.JSON_LD) {
        @Override
        void graph(String name, List<Description> said, StringBuilder out) {
            // An IRI of ours: nothing in it has to be escaped.
            out.append("{\"@id\":\"").append(name).append("\",\"@graph\":[\n");
            String between = "";
            for (Description description : said) {
                out.append(between);
                writer().write(description, out);
                between = writer().between();
            }
            out.append("\n]}");
        }
    };

    private final String mediaType;
    private final String suffix;
    private final Syntax plain;

    FeedSyntax(String mediaType, String suffix, Syntax plain) {
        this.mediaType = mediaType;
        this.suffix = suffix;
        this.plain = plain;
    }

    /** Writes a named graph where otherwise a description stands. */
    abstract void graph(String name, List<Description> said, StringBuilder out);

    DescriptionWriter writer() {
        return plain.writer();
    }

    /** Without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** Of a file's name, without the dot. */
    public String suffix() {
        return suffix;
    }

    public static List<String> mediaTypes() {
        return Arrays.stream(values()).map(FeedSyntax::mediaType).toList();
    }

    public static Optional<FeedSyntax> ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(syntax -> syntax.mediaType.equals(mediaType))
                .findFirst();
    }
}
