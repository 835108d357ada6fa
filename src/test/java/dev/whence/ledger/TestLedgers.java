package dev.whence.ledger;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Drafts and settings for the ledger's tests. */
final class TestLedgers {
    /** Publishes only when asked. */
    static final LedgerSettings BY_HAND = LedgerSettings.DEFAULTS.publishingWithin(Duration.ZERO);

    static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00.123456Z"), ZoneOffset.UTC);

    private TestLedgers() {}

    static EntryDraft draft(int number) {
        return draft(
                "run-" + number, PolicyLabel.PUBLIC, "{\"run_id\": \"run-" + number + "\",\n \"n\": " + number + "}");
    }

    static EntryDraft draft(String subject, PolicyLabel label, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        try {
            CanonicalReceipt receipt = CanonicalReceipt.of(bytes, JsonLimits.DEFAULTS);
            return EntryDraft.of(
                    "run", "default", subject, label, receipt.id(), new Payload(bytes, "application/json"));
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e.problem().toString(), e);
        }
    }

    static List<EntryDraft> drafts(int from, int to) {
        List<EntryDraft> drafts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            drafts.add(draft(i));
        }
        return drafts;
    }

    static Ledger open(Path data) {
        return Ledger.open(data, BY_HAND, NOON);
    }

    static Ledger open(MemoryDisk disk) {
        return open(disk, BY_HAND, NOON);
    }

    static Ledger open(Disk disk, LedgerSettings settings, Clock clock) {
        return Ledger.open(new LedgerPaths(MemoryDisk.DATA), disk, settings, clock, new NoLock());
    }

    /** The lock of a disk that nobody else can see. */
    static final class NoLock implements WriterLock {
        @Override
        public void announce(String url) {}

        @Override
        public void close() {}
    }
}
