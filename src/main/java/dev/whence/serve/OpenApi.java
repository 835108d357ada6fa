package dev.whence.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Writes the OpenAPI 3.1 description from the operations that the routes were made of. */
final class OpenApi {
    private final String version;

    OpenApi(String version) {
        this.version = version;
    }

    ObjectNode describe(List<Operation> operations) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Whence")
                .put("version", version)
                .put(
                        "description",
                        "Receipts in, lineage out. Every refusal is RFC 9457 problem details; those of /orchestrate are"
                                + " envelopes.");
        ObjectNode paths = document.putObject("paths");
        operations.forEach(operation -> paths.withObjectProperty(operation.path())
                .set(operation.method().toLowerCase(Locale.ROOT), operation(operation)));
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        problemSchema(schemas.putObject("Problem"));
        operations.forEach(operation -> operation.contract().ifPresent(contract -> schemas.setAll(contract.schemas())));
        return document;
    }

    private static ObjectNode operation(Operation operation) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("operationId", operation.id()).put("summary", operation.summary());
        var parameters = node.putArray("parameters");
        for (Operation.Input input : operation.inputs()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", input.name()).put("in", input.in()).put("required", input.required());
            parameter.put("description", input.description());
            parameter.putObject("schema").put("type", input.type());
        }
        if (!operation.consumes().isEmpty()) {
            ObjectNode body = node.putObject("requestBody").put("required", true);
            ObjectNode content = body.putObject("content");
            operation
                    .consumes()
                    .forEach(mediaType -> content.putObject(mediaType).set("schema", schema(operation, "Request")));
        }
        responses(operation, node.putObject("responses"));
        return node;
    }

    private static void responses(Operation operation, ObjectNode responses) {
        operation.responses().forEach((status, meaning) -> {
            ObjectNode response = responses.putObject(String.valueOf(status)).put("description", meaning);
            if (status < 300) {
                headers(operation, response);
            }
            ObjectNode content = response.putObject("content");
            if (status >= 400 && operation.contract().isPresent()) {
                operation
                        .contract()
                        .get()
                        .refusesAs()
                        .forEach(type -> content.putObject(type).set("schema", schema(operation, "Refusal")));
            } else if (status >= 400 || status == 300) {
                content.putObject(ProblemJson.MEDIA_TYPE)
                        .putObject("schema")
                        .put("$ref", "#/components/schemas/Problem");
            } else {
                operation
                        .produces()
                        .forEach(mediaType -> content.putObject(mediaType).set("schema", schema(operation, "Answer")));
            }
        });
    }

    private static void headers(Operation operation, ObjectNode response) {
        operation
                .headers()
                .forEach((name, meaning) -> response.withObjectProperty("headers")
                        .putObject(name)
                        .put("description", meaning)
                        .putObject("schema")
                        .put("type", "string"));
    }

    /** Of a part of an operation's contract; an empty one where there is none. */
    private static ObjectNode schema(Operation operation, String part) {
        return operation
                .contract()
                .map(contract -> contract.reference(part))
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static void problemSchema(ObjectNode schema) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        List.of("type", "title", "detail")
                .forEach(name -> properties.putObject(name).put("type", "string"));
        properties.putObject("status").put("type", "integer");
        ObjectNode items = properties.putObject("errors").put("type", "array").putObject("items");
        ObjectNode members = items.put("type", "object").putObject("properties");
        List.of("pointer", "rule", "message")
                .forEach(name -> members.putObject(name).put("type", "string"));
        schema.putArray("required")
                .add("type")
                .add("title")
                .add("status")
                .add("detail")
                .add("errors");
    }
}
