package dev.whence.receive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.attest.Attestations;
import dev.whence.canonical.JsonLimits;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerSettings;
import dev.whence.policy.PolicyChecks;
import dev.whence.policy.PolicySettings;
import dev.whence.receipt.Iris;
import dev.whence.receipt.PolicyLabel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A ledger with a room over it. */
record OpenedRoom(Ledger ledger, ReceiveRoom room) implements AutoCloseable {
    /** @param label of what brings none along */
    static OpenedRoom open(Path folder, PolicyLabel label) {
        IntakeSettings settings = new IntakeSettings(
                JsonLimits.DEFAULTS,
                new DefaultLabels(label, Map.of()),
                4096,
                1024,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofHours(24));
        Ledger ledger = Ledger.open(folder.resolve("data"), LedgerSettings.DEFAULTS, Clock.systemUTC());
        return new OpenedRoom(
                ledger,
                ReceiveRoom.open(
                        settings,
                        ledger,
                        new Iris(Iris.DEFAULT_BASE),
                        new PolicyChecks(PolicySettings.DEFAULTS),
                        Attestations.withoutKeys(),
                        folder.resolve("data/graph/lineage.edges"),
                        StationClock.NONE));
    }

    Outcome take(ObjectNode record) {
        return take(record, Submission.STRICT);
    }

    Outcome take(ObjectNode record, Submission submission) {
        return room.intake().take(bytes(record), submission).join();
    }

    List<Outcome> takeAll(Stream<ObjectNode> records) {
        List<Outcome> outcomes = new ArrayList<>();
        Iterator<BulkIntake.Item> items =
                records.map(record -> new BulkIntake.Item("", bytes(record))).iterator();
        room.bulk().takeAll(items, Submission.STRICT, result -> outcomes.add(result.outcome()));
        return outcomes;
    }

    private static byte[] bytes(ObjectNode record) {
        return record.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        room.close();
        ledger.close();
    }
}
