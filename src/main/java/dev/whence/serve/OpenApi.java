package dev.whence.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Writes the OpenAPI description from the routes as they were declared. */
final class OpenApi {
    private final String version;
    private final String server;

    /**
     * The edition of OpenAPI. What stands here for a route without a {@link Contract} is right in both; a contract's schemas are
     * JSON Schema 2020-12, which 3.0 does not take.
     */
    enum Edition {
        V3_0("3.0", "3.0.3"),
        V3_1("3.1", "3.1.0");

        private final String number;
        private final String whole;

        Edition(String number, String whole) {
            this.number = number;
            this.whole = whole;
        }

        String number() {
            return number;
        }
    }

    /** @param base the public base, where all paths lie */
    OpenApi(String version, String base) {
        this.version = version;
        this.server = base.substring(0, base.length() - 1);
    }

    /** @throws IllegalArgumentException where a route has schemas that the edition does not take */
    ObjectNode describe(Edition edition, List<Route> routes) {
        if (edition == Edition.V3_0
                && routes.stream().anyMatch(route -> route.contract().isPresent())) {
            throw new IllegalArgumentException("the schemas of a contract are not those of OpenAPI 3.0");
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", edition.whole);
        document.putObject("info")
                .put("title", "Whence")
                .put("version", version)
                .put(
                        "description",
                        "Receipts in, lineage out. Every refusal is RFC 9457 problem details; those of /orchestrate are"
                                + " envelopes.");
        document.putArray("servers").addObject().put("url", server);
        ObjectNode paths = document.putObject("paths");
        routes.forEach(route ->
                paths.withObjectProperty(route.path()).set(route.method().toLowerCase(Locale.ROOT), described(route)));
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        problemSchema(schemas.putObject("Problem"));
        routes.forEach(route -> route.contract().ifPresent(contract -> schemas.setAll(contract.schemas())));
        return document;
    }

    private static ObjectNode described(Route route) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("operationId", route.id()).put("summary", route.summary());
        route.scope().ifPresent(scope -> node.put("x-required-scope", scope.text()));
        route.operation().ifPresent(operation -> {
            node.put("x-operation", operation.id()).put("x-side-effect", operation.sideEffect());
            operation.produces().forEach(node.putArray("x-produces")::add);
        });
        var parameters = node.putArray("parameters");
        for (Route.Input input : route.inputs()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", input.name()).put("in", input.in()).put("required", input.required());
            parameter.put("description", input.description());
            parameter.putObject("schema").put("type", input.type());
        }
        if (!route.consumes().isEmpty()) {
            ObjectNode body = node.putObject("requestBody").put("required", true);
            ObjectNode content = body.putObject("content");
            route.consumes().forEach(mediaType -> content.putObject(mediaType).set("schema", schema(route, "Request")));
        }
        responses(route, node.putObject("responses"));
        return node;
    }

    private static void responses(Route route, ObjectNode responses) {
        route.responses().forEach((status, meaning) -> {
            ObjectNode response = responses.putObject(String.valueOf(status)).put("description", meaning);
            if (status < 300) {
                headers(route, response);
            }
            ObjectNode content = response.putObject("content");
            if (status >= 400 && refusesInItsOwnWay(route)) {
                route.contract()
                        .get()
                        .refusesAs()
                        .forEach(type -> content.putObject(type).set("schema", schema(route, "Refusal")));
            } else if (status >= 400 || status == 300) {
                content.putObject(ProblemJson.MEDIA_TYPE)
                        .putObject("schema")
                        .put("$ref", "#/components/schemas/Problem");
            } else {
                route.produces()
                        .forEach(mediaType -> content.putObject(mediaType).set("schema", schema(route, "Answer")));
            }
        });
    }

    private static boolean refusesInItsOwnWay(Route route) {
        return route.contract()
                .filter(contract -> !contract.refusesAs().isEmpty())
                .isPresent();
    }

    private static void headers(Route route, ObjectNode response) {
        route.headers()
                .forEach((name, meaning) -> response.withObjectProperty("headers")
                        .putObject(name)
                        .put("description", meaning)
                        .putObject("schema")
                        .put("type", "string"));
    }

    /** Of a part of an route's contract; an empty one where there is none. */
    private static ObjectNode schema(Route route, String part) {
        return route.contract()
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
