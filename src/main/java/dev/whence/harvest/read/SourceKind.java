package dev.whence.harvest.read;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of catalog that can be harvested. */
public enum SourceKind {
    /** Datasets in RDF, page by page (Hydra), or all in one document. */
    DCAT("dcat"),
    /** The JSON document of DCAT-US. */
    DCAT_US("dcat-us"),
    /** A STAC API, or the files of a static STAC catalog. */
    STAC("stac"),
    /** A linked data event stream (LDES), which tells what was created, updated and deleted. */
    LDES("ldes");

    private final String label;

    SourceKind(String label) {
        this.label = label;
    }

    /** As people write it. */
    public String label() {
        return label;
    }

    public static Optional<SourceKind> named(String text) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(text)).findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(SourceKind::label).toList();
    }

    /** What is asked for: what the kind is best read in, before what else it can be read in. */
    public static String accept(Optional<SourceKind> kind) {
        if (kind.isEmpty()) {
            return "application/json;q=0.9, application/geo+json;q=0.9, application/trig, text/turtle;q=0.8,"
                    + " application/n-triples;q=0.7, application/ld+json;q=0.6, application/rdf+xml;q=0.5";
        }
        return switch (kind.get()) {
            case STAC -> "application/geo+json, application/json";
            case DCAT_US -> "application/json";
            case LDES -> "application/trig, application/n-quads;q=0.9, text/turtle;q=0.7, application/ld+json;q=0.6";
            case DCAT ->
                "text/turtle, application/n-triples;q=0.9, application/ld+json;q=0.6, application/rdf+xml;q=0.5";
        };
    }
}
