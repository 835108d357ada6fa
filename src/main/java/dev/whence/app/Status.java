package dev.whence.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.audit.Fault;
import dev.whence.follow.Follower;
import dev.whence.follow.FollowerState;
import dev.whence.lineage.LineageIndex;
import dev.whence.store.GraphStore;
import dev.whence.store.StoreHealth;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.trail.Trail;
import dev.whence.trail.TrailState;
import dev.whence.witness.WitnessState;

/** How much there is and whether it is well, for {@code /health} and {@code whence stats}. */
final class Status {
    private static final int MOST_FAULTS = 3;

    private final Whence whence;

    Status(Whence whence) {
        this.whence = whence;
    }

    boolean isWell() {
        boolean growsOrNeedNot = whence.isWriting() || whence.isElsewhere();
        boolean follows = whence.following().map(Follower::isWell).orElse(true);
        return growsOrNeedNot
                && follows
                && whence.graph().health() instanceof StoreHealth.Healthy
                && !hasFaults()
                && whence.attendants()
                        .trail()
                        .map(Trail::state)
                        .map(TrailState::isWell)
                        .orElse(true);
    }

    private boolean hasFaults() {
        return whence.attendants()
                .selfCheck()
                .flatMap(SelfCheck::last)
                .map(outcome -> !outcome.isGood())
                .orElse(false);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", isWell() ? "ok" : "degraded");
        json.put("version", Version.text());
        json.put("base", whence.iris().base());
        ledger(json.putObject("ledger"));
        graph(json.putObject("graph"));
        lineage(json.putObject("lineage"));
        whence.attendants()
                .trail()
                .ifPresent(trail -> json.put("audit", trail.state().isWell() ? "ok" : "cannot be written"));
        witnesses(json);
        whence.following().ifPresent(follower -> follows(json.putObject("follows"), follower.state()));
        whence.attendants().selfCheck().ifPresent(check -> verification(check, json.putObject("verification")));
        return json;
    }

    private static void follows(ObjectNode json, FollowerState state) {
        json.put("primary", state.primary().toString());
        json.put("primary_size", state.primarySize()).put("lag", state.lag());
        state.lastContact().ifPresent(at -> json.put("last_contact", at.toString()));
        state.trouble().ifPresent(trouble -> json.put("trouble", trouble));
        state.stop().ifPresent(stop -> json.put("stopped", stop.reason()));
        state.stop()
                .flatMap(FollowerState.Stop::evidence)
                .ifPresent(folder -> json.put("evidence", folder.getFileName().toString()));
        json.put("missing_payloads", state.missing()).put("payloads_for_next_start", state.found());
    }

    private static void verification(SelfCheck check, ObjectNode json) {
        check.settings().every().ifPresent(every -> json.put("every_seconds", every.toSeconds()));
        check.last().ifPresent(outcome -> {
            json.put("time", outcome.at().toString()).put("whole", outcome.isWhole());
            json.put("good", outcome.isGood()).put("size", outcome.size());
            json.put("faults", outcome.faults().size());
            outcome.faults().stream()
                    .limit(MOST_FAULTS)
                    .map(Fault::toString)
                    .forEach(json.putArray("first_faults")::add);
            json.put("entries", outcome.effort().entries());
            json.put("seconds", outcome.effort().seconds());
            json.put("entries_per_second", outcome.effort().perSecond());
        });
    }

    private void ledger(ObjectNode json) {
        SignedCheckpoint checkpoint = whence.ledger().published();
        json.put("size", whence.ledger().size()).put("writing", whence.isWriting());
        json.put("published_size", checkpoint.size());
        json.put("root", checkpoint.checkpoint().root().base64());
        json.put("vkey", whence.ledger().key().line());
    }

    private void witnesses(ObjectNode json) {
        if (whence.attendants().witnesses().isEmpty()) {
            return;
        }
        ArrayNode all = json.putArray("witnesses");
        for (WitnessState state : whence.attendants().witnesses()) {
            ObjectNode one = all.addObject().put("name", state.address().key().name());
            one.put("key", state.address().key().hexId());
            one.put("url", state.address().url().toString());
            one.put("signed_size", state.signed());
            one.put("behind", Math.max(whence.ledger().published().size() - state.signed(), 0));
            state.trouble().ifPresent(trouble -> one.put("trouble", trouble));
        }
    }

    private void graph(ObjectNode json) {
        GraphStore graph = whence.graph();
        json.put("size", graph.watermark().size()).put("bytes", graph.diskBytes());
        json.put("health", health(graph.health()))
                .put("skipped", graph.skipped().size());
    }

    private static String health(StoreHealth health) {
        return health instanceof StoreHealth.Degraded degraded ? "degraded: " + degraded.reason() : "ok";
    }

    private void lineage(ObjectNode json) {
        LineageIndex index = whence.index();
        json.put("size", index.size());
    }
}
