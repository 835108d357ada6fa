package dev.whence.audit;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerSettings;
import dev.whence.ledger.Payload;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** Logs written by the real writer, to be checked. */
final class Logs {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00.123456Z"), ZoneOffset.UTC);

    /** Publishes only when asked, and keeps partial tiles for a minute. */
    static final LedgerSettings BY_HAND = LedgerSettings.DEFAULTS.publishingWithin(Duration.ZERO);

    private Logs() {}

    static Ledger open(Path data) {
        return Ledger.open(data, BY_HAND, NOON);
    }

    static EntryDraft draft(int number) {
        String payload = "{\"run_id\": \"run-" + number + "\",\n \"n\": " + number + "}";
        return draft("run-" + number, PolicyLabel.PUBLIC, payload);
    }

    static EntryDraft secret(String name) {
        return draft(name, PolicyLabel.RESTRICTED, "{\"run_id\":\"" + name + "\"}");
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
        return IntStream.range(from, to).mapToObj(Logs::draft).toList();
    }

    /** Three entries, one of them not public, and the checkpoints 0, 2 and 3. */
    static CopiedFiles small(Path data) throws Exception {
        try (Ledger ledger = open(data)) {
            ledger.append(List.of(draft(0), secret("s")));
            ledger.publish();
            ledger.append(List.of(draft(2)));
        }
        return CopiedFiles.of(data);
    }

    /** Checkpoints of the sizes in turn. */
    static CopiedFiles withCheckpoints(Path data, int... sizes) throws Exception {
        try (Ledger ledger = open(data)) {
            int size = 0;
            for (int next : sizes) {
                ledger.append(drafts(size, next));
                ledger.publish();
                size = next;
            }
        }
        return CopiedFiles.of(data);
    }
}
