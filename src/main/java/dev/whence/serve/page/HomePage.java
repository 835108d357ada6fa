package dev.whence.serve.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The first page: what this is, how much there is, and where to go. */
public final class HomePage {
    private HomePage() {}

    /** @param status as {@code /health} gives it, for those who may know how much there is */
    public static String of(Optional<JsonNode> status) {
        Html body = Html.fragment();
        body.element(
                "p",
                "Where did this come from? Give a file's path or URI, a digest, a run id, a dataset version or a receipt id.");
        body.open("form", "method", "get", "action", "/lineage");
        body.open("div").element("label", "Thing", "for", "entity");
        body.open("input", "id", "entity", "name", "entity", "required", "", "autocomplete", "off");
        body.close("div").open("div").element("label", "Direction", "for", "direction");
        body.open("select", "id", "direction", "name", "direction");
        body.element("option", "what it was made from", "value", "up");
        body.element("option", "what was made from it", "value", "down");
        body.element("option", "both", "value", "both");
        body.close("select").close("div");
        body.open("input", "type", "hidden", "name", "format", "value", "html");
        body.element("button", "Show lineage", "type", "submit").close("form");
        body.open("p")
                .text("Or ask one of the ")
                .link("/queries", "questions that are asked often")
                .text(", or your own in ")
                .link("/sparql", "SPARQL")
                .text(".")
                .close("p");
        status.ifPresent(known -> whatIsHere(body, known));
        return Html.page("Whence did this come from?", body);
    }

    private static void whatIsHere(Html body, JsonNode status) {
        body.element("h2", "What is here");
        body.element(
                "p",
                status.path("ledger").path("size").asLong() + " receipts in the ledger, "
                        + status.path("graph").path("size").asLong() + " of them in the graph.");
        body.open("p")
                .text("Root ")
                .open("code")
                .text(status.path("ledger").path("root").asText());
        body.close("code").close("p");
    }
}
