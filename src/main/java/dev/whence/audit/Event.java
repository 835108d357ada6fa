package dev.whence.audit;

import dev.whence.receipt.PolicyLabel;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an event line says, as far as somebody outside can check it; members that are not known are left alone.
 *
 * @param time {@code 2026-03-01T12:00:00.123Z}: times compare as their texts do
 * @param kind what the entry is
 * @param org whose it is
 * @param incidentBefore of an incident: the hash of its organisation's incident before it, or {@link #NO_PREVIOUS}
 * @param previousEventHash {@code sha256:} and 64 digits, or {@link #NO_PREVIOUS}
 * @param receiptId {@code sha256:} and 64 digits
 * @param attachmentOf of an attachment: the receipt that it belongs to
 * @param erases of a tombstone: the receipt whose payload was erased
 * @param showsNames whether subject, submitter or idempotency key can be read in it
 */
record Event(
        long sequence,
        String time,
        String kind,
        String org,
        Optional<String> incidentBefore,
        String previousEventHash,
        String receiptId,
        PolicyLabel label,
        Optional<String> attachmentOf,
        Optional<String> erases,
        boolean showsNames,
        Optional<PayloadRef> payloadRef) {

    /** What stands for the hash before the first. */
    static final String NO_PREVIOUS = "0".repeat(64);

    private static final String TOMBSTONE = "tombstone";
    private static final long VERSION = 1;
    private static final String SHA256 = "sha256:";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern HIDDEN = Pattern.compile("hmac:[0-9a-f]{64}");

    /** Names a payload that lies beside the log. */
    record PayloadRef(String sha256, long size) {}

    /** Reads the members of an event line, of which none is null. */
    static Event of(Map<String, Object> line) throws MalformedException {
        if (number(line, "v") != VERSION) {
            throw malformed("v");
        }
        requireForms(line);
        String subject = text(line, "subject");
        return new Event(
                number(line, "seq"),
                time("time", text(line, "time")),
                text(line, "kind"),
                text(line, "org"),
                incidentBefore(line.get("chain")),
                previous(text(line, "prev_event_hash")),
                hash("receipt_id", text(line, "receipt_id")),
                PolicyLabel.parse(text(line, "label")).orElseThrow(() -> malformed("label")),
                line.get("attachment_of") instanceof String receipt ? Optional.of(receipt) : Optional.empty(),
                erases(line),
                !isHidden(subject) || !isHidden(line.get("submitter")) || !isHidden(line.get("idem")),
                payloadRef(line.get("payload_ref")));
    }

    private static Optional<String> erases(Map<String, Object> line) throws MalformedException {
        return TOMBSTONE.equals(line.get("kind"))
                ? Optional.of(hash("erases", text(line, "erases")))
                : Optional.empty();
    }

    private static Optional<String> incidentBefore(@Nullable Object chain) {
        return chain instanceof Map<?, ?> links && links.get("incident_prev") instanceof String hash
                ? Optional.of(hash)
                : Optional.empty();
    }

    /** Members that are not looked at further must still have their form. */
    private static void requireForms(Map<String, Object> line) throws MalformedException {
        text(line, "org");
        requireTextOrNone(line, "submitter");
        requireTextOrNone(line, "idem");
        if (line.containsKey("supersedes")) {
            hash("supersedes", text(line, "supersedes"));
        }
        if (line.containsKey("embargo_until")) {
            time("embargo_until", text(line, "embargo_until"));
        }
        // Written only where it is true, and only where there is a chain.
        if (line.containsKey("lenient") && !Boolean.TRUE.equals(line.get("lenient"))) {
            throw malformed("lenient");
        }
        if (line.containsKey("chain") && !isChain(line.get("chain"))) {
            throw malformed("chain");
        }
    }

    private static void requireTextOrNone(Map<String, Object> line, String name) throws MalformedException {
        if (line.containsKey(name)) {
            text(line, name);
        }
    }

    private static boolean isChain(@Nullable Object value) {
        return value instanceof Map<?, ?> chain
                && !chain.isEmpty()
                && chain.values().stream().allMatch(String.class::isInstance);
    }

    private static boolean isHidden(@Nullable Object name) {
        return !(name instanceof String text) || HIDDEN.matcher(text).matches();
    }

    private static Optional<PayloadRef> payloadRef(@Nullable Object value) throws MalformedException {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> ref
                && ref.get("sha256") instanceof String sha256
                && HEX.matcher(sha256).matches()
                && ref.get("size") instanceof Long size
                && size >= 0
                && ref.get("media_type") instanceof String) {
            return Optional.of(new PayloadRef(sha256, size));
        }
        throw malformed("payload_ref");
    }

    private static long number(Map<String, Object> line, String name) throws MalformedException {
        if (line.get(name) instanceof Long number && number >= 0) {
            return number;
        }
        throw malformed(name);
    }

    private static String text(Map<String, Object> line, String name) throws MalformedException {
        if (line.get(name) instanceof String text) {
            return text;
        }
        throw malformed(name);
    }

    private static String previous(String hash) throws MalformedException {
        return hash.equals(NO_PREVIOUS) ? hash : hash("prev_event_hash", hash);
    }

    private static String hash(String name, String text) throws MalformedException {
        if (text.startsWith(SHA256)
                && HEX.matcher(text.substring(SHA256.length())).matches()) {
            return text;
        }
        throw malformed(name);
    }

    private static String time(String name, String text) throws MalformedException {
        if (!Times.isTime(text)) {
            throw malformed(name);
        }
        return text;
    }

    private static MalformedException malformed(String name) {
        return new MalformedException("the event's " + name + " is missing or has not its form");
    }
}
