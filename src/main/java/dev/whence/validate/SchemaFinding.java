package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.Error;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.Violation;
import java.util.StringJoiner;

/**
 * Says in words what a schema found: what is wrong, then the schema's own description of what is right. Only the schema
 * is quoted, never the receipt.
 */
final class SchemaFinding {
    private SchemaFinding() {}

    static Violation of(Error error, SchemaDocuments schemas) {
        String fault = fault(error.getKeyword(), schemas.broken(error));
        String advice = advice(error, schemas);
        return new Violation(
                pointer(error), "schema:" + error.getKeyword(), advice.isEmpty() ? fault : fault + " " + advice);
    }

    /** Where a member is missing or too much, the pointer names the member and not the object around it. */
    static String pointer(Error error) {
        String pointer = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required", "dependentRequired", "additionalProperties" -> Pointers.member(pointer, member(error));
            default -> pointer;
        };
    }

    private static String advice(Error error, SchemaDocuments schemas) {
        JsonNode schema = switch (error.getKeyword()) {
            case "required", "dependentRequired" -> schemas.member(error, member(error));
            case "additionalProperties" -> MissingNode.getInstance();
            default -> schemas.broken(error);
        };
        return schema.path("description").asText();
    }

    /** The library's own property of a {@code dependentRequired} is the member that is there. */
    private static String member(Error error) {
        return error.getKeyword().equals("dependentRequired")
                ? String.valueOf(error.getArguments()[0])
                : error.getProperty();
    }

    private static String fault(String keyword, JsonNode schema) {
        return switch (keyword) {
            case "required" -> "This member is missing; add it.";
            case "dependentRequired" -> "This member is missing beside another one that needs it; add it.";
            case "additionalProperties" -> "There is no such member here; take it out.";
            case "type" -> "The value has another type than it must have.";
            case "enum" -> "The value is not one of those that are known: " + listed(schema.path("enum")) + ".";
            case "const" -> "The value must be " + schema.path("const").asText() + " here.";
            case "not" -> "This may not stand here.";
            case "pattern", "format" -> "The value has not the form that it must have.";
            case "minLength", "minItems", "minProperties" -> "Too little stands here.";
            case "maxLength", "maxItems", "maxProperties" -> "Too much stands here.";
            case "uniqueItems" -> "Something stands here twice; leave one out.";
            case "minimum", "maximum" -> "The number is out of its range.";
            default -> "The value breaks the schema.";
        };
    }

    private static String listed(JsonNode values) {
        StringJoiner list = new StringJoiner(", ");
        values.forEach(value -> list.add(value.asText()));
        return list.toString();
    }
}
