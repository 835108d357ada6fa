package dev.whence.serve;

import dev.whence.access.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one route takes and gives: it makes both the route and its entry in {@code /openapi.json}, so neither can be
 * there without the other.
 *
 * @param responses status → what it means
 * @param headers name → what it says, of headers that an answer may have
 * @param contract where media types alone do not say what is taken and given
 * @param operation where it calls one
 * @param scope what a caller must be allowed; nothing where everybody may, because it shows nothing that anybody owns
 * @param isForScripts whether scripts of every page may read what it shows to everybody (see {@link Scripts})
 */
record Route(
        String method,
        String path,
        String id,
        String summary,
        List<Input> inputs,
        List<String> consumes,
        List<String> produces,
        Map<Integer, String> responses,
        Map<String, String> headers,
        Optional<Contract> contract,
        Optional<Operation> operation,
        Optional<Scope> scope,
        boolean isForScripts) {

    /**
     * The operation that a route calls; several routes may call one.
     *
     * @param sideEffect what it does beyond answering, in one word
     * @param produces the entity types that it makes
     */
    record Operation(String id, String sideEffect, List<String> produces) {}

    /**
     * A parameter of the path ({@code in: path}), the query string or a header.
     *
     * @param holdsSlashes whether it is the rest of the path, whatever its segments
     */
    record Input(String name, String in, String type, boolean required, boolean holdsSlashes, String description) {}

    /** The path for the router: a parameter that may hold slashes stands in angle brackets there. */
    String routed() {
        String routed = path;
        for (Input input : inputs) {
            if (input.holdsSlashes()) {
                routed = routed.replace("{" + input.name() + "}", "<" + input.name() + ">");
            }
        }
        return routed;
    }

    /** The names of its parameters in the query string. */
    List<String> queryNames() {
        return inputs.stream()
                .filter(input -> input.in().equals("query"))
                .map(Input::name)
                .toList();
    }

    /** What a refusal says is not allowed. */
    String spoken() {
        return operation.map(Operation::id).orElse(id);
    }

    static Builder get(String path, String id) {
        return new Builder("GET", path, id);
    }

    static Builder post(String path, String id) {
        return new Builder("POST", path, id);
    }

    /** Gathers a route's facts where it is declared; whether it is {@link #open} or wants a {@link #scope} must be among them. */
    static final class Builder {
        private final String method;
        private final String path;
        private final String id;
        private String summary = "";
        private final List<Input> inputs = new ArrayList<>();
        private List<String> consumes = List.of();
        private List<String> produces = List.of();
        private final Map<Integer, String> responses = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Optional<Contract> contract = Optional.empty();
        private Optional<Operation> operation = Optional.empty();
        private @Nullable Optional<Scope> scope;
        private boolean isForScripts;

        private Builder(String method, String path, String id) {
            this.method = method;
            this.path = path;
            this.id = id;
        }

        Builder summary(String text) {
            this.summary = text;
            return this;
        }

        Builder inPath(String name, String description) {
            inputs.add(new Input(name, "path", "string", true, false, description));
            return this;
        }

        /** The rest of the path, slashes and all. */
        Builder inPathRest(String name, String description) {
            inputs.add(new Input(name, "path", "string", true, true, description));
            return this;
        }

        Builder inQuery(String name, String type, boolean required, String description) {
            inputs.add(new Input(name, "query", type, required, false, description));
            return this;
        }

        Builder inHeader(String name, String type, String description) {
            inputs.add(new Input(name, "header", type, false, false, description));
            return this;
        }

        /** It writes, and may be sent again under a key of the caller's own. */
        Builder repeatable() {
            inHeader(
                    Idempotency.KEY,
                    "string",
                    "a name for this request, 1 to 255 printable ASCII characters: sent again with the same body it is"
                            + " answered the same, and nothing is written twice");
            givesHeader(Idempotency.REPLAYED, "true where this was answered before under the same key");
            return this;
        }

        Builder consumes(String... mediaTypes) {
            this.consumes = List.of(mediaTypes);
            return this;
        }

        Builder produces(List<String> mediaTypes) {
            this.produces = mediaTypes;
            return this;
        }

        Builder answers(int status, String meaning) {
            responses.put(status, meaning);
            return this;
        }

        /** A header that a good answer may have. */
        Builder givesHeader(String name, String meaning) {
            headers.put(name, meaning);
            return this;
        }

        Builder contract(Contract said) {
            contract = Optional.of(said);
            return this;
        }

        /** Calls an operation. */
        Builder operation(Operation called) {
            operation = Optional.of(called);
            return this;
        }

        /** Only for callers who may do this. */
        Builder scope(Scope wanted) {
            scope = Optional.of(wanted);
            return this;
        }

        /** For everybody: it shows nothing that belongs to anybody. */
        Builder open() {
            scope = Optional.empty();
            return this;
        }

        /** What it shows to everybody, scripts of every page may read too: only where nothing but what is published is shown so. */
        Builder forScripts() {
            isForScripts = true;
            return this;
        }

        /** @throws IllegalStateException where nobody said who may */
        Route build() {
            Optional<Scope> decided = scope;
            if (decided == null) {
                throw new IllegalStateException("say who may: " + method + " " + path);
            }
            return new Route(
                    method,
                    path,
                    id,
                    summary,
                    inputs,
                    consumes,
                    produces,
                    responses,
                    headers,
                    contract,
                    operation,
                    decided,
                    isForScripts);
        }
    }
}
