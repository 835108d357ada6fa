package dev.whence.dcat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** By which members the JSON of a catalog is known. Any JSON at all may be asked for. */
public final class RecordForms {
    private static final Set<String> DATASETS = Set.of("Dataset", "DatasetSeries", "DatasetMemberOfADatasetSeries");

    /** The relations of PROV-JSON by which a document is told from others that have an activity. */
    private static final List<String> PROV_MEMBERS = List.of(
            "prefix",
            "@context",
            "agent",
            "used",
            "wasGeneratedBy",
            "wasAssociatedWith",
            "wasAttributedTo",
            "wasDerivedFrom",
            "wasStartedBy",
            "wasEndedBy",
            "wasInformedBy",
            "actedOnBehalfOf",
            "wasInvalidatedBy",
            "wasInfluencedBy",
            "specializationOf",
            "alternateOf",
            "hadMember");

    private RecordForms() {}

    /** One dataset by itself: JSON-LD of that type, or the JSON of DCAT-US. */
    public static boolean isDataset(JsonNode object) {
        return hasType(object, DATASETS) || (object.has("accessLevel") && object.has("title"));
    }

    /** PROV-JSON, or a sidecar that is written like it. */
    public static boolean isProvJson(JsonNode object) {
        boolean things = holdsObjects(object.path("activity")) || holdsObjects(object.path("entity"));
        boolean relations = object.path("prefix").isObject()
                && PROV_MEMBERS.stream().skip(2).anyMatch(name -> holdsObjects(object.path(name)));
        return relations || (things && PROV_MEMBERS.stream().anyMatch(object::has));
    }

    /** JSON-LD of any content. */
    public static boolean isJsonLd(JsonNode json) {
        return json.has("@context") || json.has("@graph") || json.has("@type") || json.isArray() || isCatalog(json);
    }

    /** A catalog of DCAT-US, which need not say what it is. */
    public static boolean isCatalog(JsonNode object) {
        return object.path("dataset").isArray();
    }

    /** Whether a graph of JSON-LD speaks of activities, by the types that stand in it. */
    public static boolean isProvGraph(JsonNode object) {
        for (JsonNode node : object.path("@graph")) {
            if (hasType(node, Set.of("Activity"))) {
                return true;
            }
        }
        return hasType(object, Set.of("Activity"));
    }

    private static boolean holdsObjects(JsonNode member) {
        return member.isObject()
                && member.elements().hasNext()
                && member.elements().next().isContainerNode();
    }

    private static boolean hasType(JsonNode object, Set<String> names) {
        JsonNode type = object.path("@type");
        if (type.isTextual()) {
            return names.contains(localName(type.textValue()));
        }
        for (JsonNode one : type) {
            if (one.isTextual() && names.contains(localName(one.textValue()))) {
                return true;
            }
        }
        return false;
    }

    private static String localName(String type) {
        String local = DatasetFacts.localName(type);
        return local.substring(local.indexOf(':') + 1);
    }
}
