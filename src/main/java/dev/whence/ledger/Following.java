package dev.whence.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.RefusedException;
import java.net.URI;
import java.util.Optional;

/**
 * Whom a data folder follows, as it is kept in {@code follows.json}; the folder is never written on without it.
 *
 * @param log where the other log's files are served, with a slash at the end
 * @param server the root of the Whence that serves them, with a slash at the end; absent where only files are served
 */
public record Following(URI log, Optional<URI> server) {
    /** Where people go who want to write: the server, or all that is known of it. */
    public URI primary() {
        return server.orElse(log);
    }

    byte[] file() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("log", log.toString());
        server.ifPresent(root -> json.put("server", root.toString()));
        return Jcs.canonicalize(json);
    }

    static Optional<Following> parse(byte[] file) {
        try {
            JsonNode json = StrictJson.parse(file, JsonLimits.DEFAULTS);
            Optional<URI> server = json.has("server")
                    ? Optional.of(URI.create(json.path("server").asText()))
                    : Optional.empty();
            return json.has("log")
                    ? Optional.of(new Following(URI.create(json.path("log").asText()), server))
                    : Optional.empty();
        } catch (RefusedException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
