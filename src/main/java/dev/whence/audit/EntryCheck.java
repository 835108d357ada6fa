package dev.whence.audit;

import dev.whence.audit.Event.PayloadRef;
import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks one entry by itself: its form, its place, that it hides what it must, and that its payload is the one named.
 * Thread safe.
 */
final class EntryCheck {
    /** Intake may be configured wider than its defaults; what it let in is not judged again. */
    private static final JsonLimits WIDEST = new JsonLimits(Integer.MAX_VALUE, 500);

    private final LogFiles files;
    private final boolean withPayloads;
    private final MissingPayloads missing;
    private final Tombstones tombstones = new Tombstones();

    /** @param withPayloads whether payloads are read and hashed too */
    EntryCheck(LogFiles files, boolean withPayloads) throws IOException {
        this.files = files;
        this.missing = MissingPayloads.read(files);
        this.withPayloads = withPayloads;
    }

    /**
     * Checks an entry.
     *
     * @param place of the entry
     * @param expected its sequence number
     */
    void check(String place, long expected, Entry entry, Consumer<Fault> faults) throws IOException {
        Event event = entry.event();
        tombstones.note(event);
        if (!entry.isCanonical()) {
            faults.accept(new Fault(place, "the event line is not in canonical form"));
        }
        if (event.sequence() != expected) {
            faults.accept(new Fault(place, "its seq is not " + expected));
        }
        if (!event.label().isPublic()
                && (event.showsNames() || event.payloadRef().isEmpty())) {
            faults.accept(new Fault(place, "it is not public, and shows its payload, subject, submitter or idem"));
        }
        if (withPayloads) {
            checkPayload(place, entry).ifPresent(faults);
        }
    }

    /** Whether what is missing was erased is known when all tombstones were met. */
    Tombstones tombstones() {
        return tombstones;
    }

    /** What was left out because it could not be had; nothing where nothing was. */
    Optional<String> leftOut() {
        return missing.note();
    }

    private Optional<Fault> checkPayload(String place, Entry entry) throws IOException {
        Optional<PayloadRef> ref = entry.event().payloadRef();
        if (ref.isPresent()) {
            return checkBlob(entry.event(), ref.get());
        }
        return isReceipt(entry.event(), entry.payload().orElseThrow())
                ? Optional.empty()
                : Optional.of(new Fault(place, "the payload's canonical form has not the entry's receipt_id"));
    }

    private Optional<Fault> checkBlob(Event event, PayloadRef ref) throws IOException {
        String place = Names.blob(ref.sha256());
        Optional<byte[]> bytes = files.read(place);
        if (bytes.isEmpty()) {
            bytes = files.read(Names.stagedBlob(ref.sha256()));
        }
        if (bytes.isEmpty() && missing.excuse(event.sequence(), ref.sha256())) {
            return Optional.empty();
        }
        if (bytes.isEmpty()) {
            tombstones.missing(event, new Fault(place, "the payload of entry " + event.sequence() + " is missing"));
            return Optional.empty();
        }
        if (bytes.get().length != ref.size() || !Sha256.hex(bytes.get()).equals(ref.sha256())) {
            return Optional.of(new Fault(place, "its bytes are not those of entry " + event.sequence()));
        }
        return isReceipt(event, bytes.get())
                ? Optional.empty()
                : Optional.of(
                        new Fault(place, "its canonical form has not the receipt_id of entry " + event.sequence()));
    }

    private static boolean isReceipt(Event event, byte[] payload) {
        try {
            return CanonicalReceipt.of(payload, WIDEST).id().text().equals(event.receiptId());
        } catch (RefusedException notJson) {
            return false;
        }
    }
}
