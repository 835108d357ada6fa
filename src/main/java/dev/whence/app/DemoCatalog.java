package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Principal;
import dev.whence.access.Sight;
import dev.whence.operate.Call;
import dev.whence.operate.Invocation;
import dev.whence.operate.Pipeline;
import dev.whence.operate.Result;
import dev.whence.operate.Stage;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The end of the demo's story: what was published is judged, and appears in the public catalog. */
final class DemoCatalog {
    private static final String VERSION = "river-levels@2026-10";

    private final Whence whence;
    private final Consumer<String> tell;

    /** @param tell takes the story, line by line */
    DemoCatalog(Whence whence, Consumer<String> tell) {
        this.whence = whence;
        this.tell = tell;
    }

    /** Whether it could be published. */
    boolean promote() {
        Pipeline operations = whence.answers().operations(whence.access(), Stage.Watch.NOBODY);
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("dataset_version", VERSION);
        Invocation.Caller house = new Invocation.Caller(Principal.HOUSE, Iris.DEFAULT_ORGANISATION, Sight.ALL);
        try {
            Result result = operations.run(
                    "catalog.promote", Call.of(house, input.toString().getBytes(StandardCharsets.UTF_8)));
            for (JsonNode gate : result.output().path("gates")) {
                tell.accept("  " + gate.path("gate").asText() + "  "
                        + gate.path("result").asText());
            }
            tell.accept("So it is public: " + whence.iris().stacCollection(Iris.DEFAULT_ORGANISATION, "river-levels")
                    + "/items/2026-10");
            return true;
        } catch (RefusedException refused) {
            tell.accept(refused.problem().detail());
            for (Violation violation : refused.problem().violations()) {
                tell.accept("  " + violation.rule() + "  " + violation.message());
            }
            return false;
        }
    }
}
