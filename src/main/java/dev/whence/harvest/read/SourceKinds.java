package dev.whence.harvest.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.apache.jena.riot.Lang;

/** Tells of what kind a source is, by its first document. */
public final class SourceKinds {
    private static final List<String> DCAT_US = List.of("project-open-data", "/dcat-us/");

    private SourceKinds() {}

    /** @throws UnreadableException where it is of none */
    public static SourceKind detect(Document document) throws UnreadableException {
        Optional<Lang> lang = Rdf.language(document);
        boolean isJson = lang.isEmpty() || lang.get().equals(Lang.JSONLD11);
        if (isJson) {
            Optional<SourceKind> byMembers = ofJson(document);
            if (byMembers.isPresent()) {
                return byMembers.get();
            }
        }
        if (lang.isEmpty()) {
            throw new UnreadableException("it is neither RDF nor STAC nor DCAT-US; name its kind with --kind");
        }
        return LdesReader.isStream(Rdf.read(document)) ? SourceKind.LDES : SourceKind.DCAT;
    }

    private static Optional<SourceKind> ofJson(Document document) {
        try {
            JsonNode tree = Json.object(document.body());
            boolean isListing = tree.path("type").asText().equals("FeatureCollection")
                    || tree.path("collections").isArray();
            if (StacReader.isStac(tree) || isListing) {
                return Optional.of(SourceKind.STAC);
            }
            return isDcatUs(tree) ? Optional.of(SourceKind.DCAT_US) : Optional.empty();
        } catch (UnreadableException notAnObject) {
            return Optional.empty();
        }
    }

    /** The form of 2014 says what it conforms to, that of 3.0 names its context, and both may do either. */
    private static boolean isDcatUs(JsonNode tree) {
        String named = tree.path("conformsTo") + " " + tree.path("@context");
        return tree.path("dataset").isArray() && DCAT_US.stream().anyMatch(named::contains);
    }
}
