package dev.whence.ledger;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks one entry by itself: its form, its place, that it hides what it must, and that its payload is the one named. */
final class EntryCheck {
    /** Intake may be configured wider than its defaults; what it let in is not judged again. */
    private static final JsonLimits WIDEST = new JsonLimits(Integer.MAX_VALUE, 500);

    private final LedgerPaths paths;
    private final Disk disk;

    EntryCheck(LedgerPaths paths, Disk disk) {
        this.paths = paths;
        this.disk = disk;
    }

    /**
     * Checks an entry.
     *
     * @param place of the entry
     * @param expected its sequence number
     */
    List<Fault> check(String place, long expected, Entry entry) throws IOException {
        List<Fault> faults = new ArrayList<>();
        Event event = entry.event();
        if (!Arrays.equals(EventLine.write(event), entry.line())) {
            faults.add(new Fault(place, "the event line is not in canonical form"));
        }
        if (event.sequence() != expected) {
            faults.add(new Fault(place, "its seq is not " + expected));
        }
        if (!event.label().isPublic() && showsWhatItMustHide(event)) {
            faults.add(new Fault(place, "it is not public, and shows its payload, subject, submitter or idem"));
        }
        checkPayload(place, entry).ifPresent(faults::add);
        return faults;
    }

    private static boolean showsWhatItMustHide(Event event) {
        return event.payloadRef().isEmpty()
                || !Blinding.isBlinded(event.subject())
                || !event.submitter().map(Blinding::isBlinded).orElse(true)
                || !event.idem().map(Blinding::isBlinded).orElse(true);
    }

    private Optional<Fault> checkPayload(String place, Entry entry) throws IOException {
        Optional<PayloadRef> ref = entry.event().payloadRef();
        if (ref.isEmpty()) {
            byte[] payload = entry.inlinePayload().orElseThrow();
            return isReceipt(entry, payload)
                    ? Optional.empty()
                    : Optional.of(new Fault(place, "the payload's canonical form has not the entry's receipt_id"));
        }
        return checkBlob(entry, ref.get());
    }

    private Optional<Fault> checkBlob(Entry entry, PayloadRef ref) throws IOException {
        String blob = paths.place(paths.blob(ref.sha256()));
        Optional<byte[]> bytes = disk.read(paths.blob(ref.sha256()));
        if (bytes.isEmpty()) {
            bytes = disk.read(paths.stagedBlob(ref.sha256()));
        }
        if (bytes.isEmpty()) {
            return Optional.of(new Fault(blob, "the payload of entry " + entry.sequence() + " is missing"));
        }
        if (!BlobStore.isIntact(ref, bytes.get())) {
            return Optional.of(new Fault(blob, "its bytes are not those of entry " + entry.sequence()));
        }
        return isReceipt(entry, bytes.get())
                ? Optional.empty()
                : Optional.of(
                        new Fault(blob, "its canonical form has not the receipt_id of entry " + entry.sequence()));
    }

    private static boolean isReceipt(Entry entry, byte[] payload) {
        try {
            return CanonicalReceipt.of(payload, WIDEST)
                    .id()
                    .equals(entry.event().receiptId());
        } catch (RefusedException notJson) {
            return false;
        }
    }
}
