package dev.whence.gate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Takes attributes out of a record, and says which it cannot: a promise to remove something that nobody looked for would be
 * worse than a denial. Works in place; stateless.
 */
final class AttributeRemoval {
    /** Where an envelope carries the record; pointers are meant for the record itself. */
    private static final JsonPointer ENVELOPED = JsonPointer.compile("/document");

    /** So that what one pointer takes out of an array moves nothing that another one points to. */
    private static final Comparator<String> DEEPEST_AND_LAST_FIRST = Comparator.<String>comparingLong(
                    field -> field.chars().filter(each -> each == '/').count())
            .thenComparingInt(field ->
                    field.startsWith("/") ? JsonPointer.compile(field).last().getMatchingIndex() : -1)
            .reversed();

    private AttributeRemoval() {}

    /**
     * Takes them out.
     *
     * @param fields names, which are removed everywhere, and JSON pointers, into the record or into its envelope
     * @return those of which it is not certain that they are gone: a text in another syntax cannot be looked into
     */
    static List<String> remove(ObjectNode form, List<String> fields) {
        return fields.stream()
                .sorted(DEEPEST_AND_LAST_FIRST)
                .filter(field -> !remove(form, field))
                .toList();
    }

    private static boolean remove(ObjectNode form, String field) {
        if (field.startsWith("/")) {
            JsonPointer pointer = JsonPointer.compile(field);
            removeAt(form, pointer);
            removeAt(form, ENVELOPED.append(pointer));
            return !isForeign(form);
        }
        removeEverywhere(form, field);
        return !foreignText(form).contains(field.toLowerCase(Locale.ROOT));
    }

    private static void removeAt(ObjectNode form, JsonPointer pointer) {
        JsonNode parent = form.at(pointer.head());
        if (parent instanceof ObjectNode object) {
            object.remove(pointer.last().getMatchingProperty());
        } else if (parent instanceof ArrayNode array) {
            array.remove(pointer.last().getMatchingIndex());
        }
    }

    /** Takes a member out wherever it stands, by its name. */
    static void removeEverywhere(JsonNode node, String field) {
        if (node instanceof ObjectNode object) {
            object.remove(field);
            object.forEach(child -> removeEverywhere(child, field));
        } else if (node instanceof ArrayNode array) {
            array.forEach(child -> removeEverywhere(child, field));
        }
    }

    private static boolean isForeign(ObjectNode form) {
        return form.path("body").isTextual() && form.has("media_type");
    }

    private static String foreignText(ObjectNode form) {
        return isForeign(form) ? form.path("body").textValue().toLowerCase(Locale.ROOT) : "";
    }
}
