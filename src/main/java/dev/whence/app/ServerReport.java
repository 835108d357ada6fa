package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server says when it is ready: for machines on one line, and for people whom it lets in. */
final class ServerReport {
    private final Whence whence;
    private final WhenceServer server;

    ServerReport(Whence whence, WhenceServer server) {
        this.whence = whence;
        this.server = server;
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("api", server.url())
                .put("sparql", server.url() + "sparql")
                .put("pid", ProcessHandle.current().pid())
                .put("size", whence.ledger().size())
                .put("rights", whence.hasRights());
    }

    /** Whether the links that it gives lead to it. */
    void tellBase(Terminal terminal) {
        Listening.elsewhere(whence.iris().base(), server.host(), server.url()).ifPresent(terminal::say);
    }

    /** Which it is, and what would be wise. */
    void tellRights(Terminal terminal) {
        if (!whence.hasRights()) {
            terminal.say("No rights are configured: loopback only, one organisation, everything allowed.");
            return;
        }
        terminal.say("Rights are configured: without a key, "
                + everybody(whence.settings().rights().everybody()) + ".");
        if (!server.isLoopback()) {
            terminal.say("It listens on " + server.host() + ", not on loopback alone.");
        }
        boolean plain = whence.settings().http().tls().isEmpty();
        if (plain && !server.isLoopback() && whence.settings().http().proxies().isEmpty()) {
            terminal.say(
                    "Keys and answers travel unencrypted: name a certificate (tls.certificate, tls.key), or put a proxy"
                            + " with TLS in front and name its address (http.trusted-proxies).");
        }
    }

    private static String everybody(Set<Scope> scopes) {
        return scopes.isEmpty()
                ? "nobody may do anything"
                : "anybody may "
                        + scopes.stream().map(Scope::text).sorted().collect(Collectors.joining(", "))
                        + " on what is public";
    }
}
