package dev.whence.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The first line of an entry: what the ledger itself says of it. A rebuild needs nothing that is not in here or in the
 * payload.
 *
 * @param version of this form; {@link #VERSION}
 * @param sequence from 0
 * @param time when it was recorded, in milliseconds; never before the previous entry's
 * @param subject as handed in, or {@link Blinding#blind blinded} where the label is not public
 * @param submitter likewise
 * @param previousEventHash of the entry before: {@code sha256:} and its leaf hash; 64 zeros for the first
 * @param idem stands for the request that the entry answers; hidden likewise
 * @param others members that this version does not know, kept as they are
 */
public record Event(
        int version,
        long sequence,
        Instant time,
        String kind,
        String org,
        String subject,
        Optional<String> submitter,
        PolicyLabel label,
        ReceiptId receiptId,
        String previousEventHash,
        boolean lenient,
        Optional<ReceiptId> supersedes,
        Optional<Instant> embargoUntil,
        Map<String, String> chain,
        Optional<String> idem,
        Optional<PayloadRef> payloadRef,
        Map<String, JsonNode> others) {

    public static final int VERSION = 1;

    /** The longest line, without its newline. */
    public static final int MOST_BYTES = 8 * 1024;

    /** What stands for the hash before the first. */
    public static final String NO_PREVIOUS = "0".repeat(64);

    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");

    public Event {
        chain = Collections.unmodifiableMap(new TreeMap<>(chain));
        others = Collections.unmodifiableMap(new TreeMap<>(others));
    }

    /** Whether a text has the form of an event hash; {@link #NO_PREVIOUS} is none. */
    public static boolean isEventHash(String text) {
        return HASH.matcher(text).matches();
    }
}
