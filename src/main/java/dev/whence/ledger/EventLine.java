package dev.whence.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes an event as one line of canonical JSON (RFC 8785), and reads it back. Optional members are left out. */
final class EventLine {
    /** Always three decimals: instants sort as their text does. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Pattern EVENT_HASH = Pattern.compile("sha256:[0-9a-f]{64}|0{64}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final JsonLimits LIMITS = new JsonLimits(Event.MOST_BYTES, 64);

    private EventLine() {}

    /** The line without its newline; may be longer than {@link Event#MOST_BYTES}, which the caller has to refuse. */
    static byte[] write(Event event) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        event.others().forEach(line::set);
        line.put("v", event.version());
        line.put("seq", event.sequence());
        line.put("time", TIME.format(event.time()));
        line.put("kind", event.kind());
        line.put("org", event.org());
        line.put("subject", event.subject());
        line.put("label", event.label().text());
        line.put("receipt_id", event.receiptId().text());
        line.put("prev_event_hash", event.previousEventHash());
        writeOptional(event, line);
        return Jcs.canonicalize(line);
    }

    private static void writeOptional(Event event, ObjectNode line) {
        event.submitter().ifPresent(submitter -> line.put("submitter", submitter));
        event.embargoUntil().ifPresent(end -> line.put("embargo_until", TIME.format(end)));
        event.supersedes().ifPresent(id -> line.put("supersedes", id.text()));
        event.idem().ifPresent(key -> line.put("idem", key));
        if (event.lenient()) {
            line.put("lenient", true);
        }
        if (!event.chain().isEmpty()) {
            event.chain().forEach(line.putObject("chain")::put);
        }
        event.payloadRef()
                .ifPresent(ref -> line.putObject("payload_ref")
                        .put("sha256", ref.sha256())
                        .put("size", ref.size())
                        .put("media_type", ref.mediaType()));
    }

    static Event read(byte[] line) throws MalformedEntryException {
        try {
            JsonNode tree = StrictJson.parse(line, LIMITS);
            if (tree instanceof ObjectNode object) {
                return new Members(object).event();
            }
        } catch (RefusedException refused) {
            throw new MalformedEntryException("the event line is not strict JSON of at most 8 KiB");
        }
        throw new MalformedEntryException("the event line is not a JSON object");
    }

    /** Takes the members that this version knows from an object; what is left is kept as it is. */
    private static final class Members {
        private final Map<String, JsonNode> left = new TreeMap<>();

        Members(ObjectNode object) {
            object.properties().forEach(member -> left.put(member.getKey(), member.getValue()));
        }

        Event event() throws MalformedEntryException {
            return new Event(
                    (int) number("v"),
                    number("seq"),
                    time("time", text("time")),
                    text("kind"),
                    text("org"),
                    text("subject"),
                    optionalText("submitter"),
                    label(text("label")),
                    receiptId("receipt_id", text("receipt_id")),
                    matching(EVENT_HASH, "prev_event_hash", text("prev_event_hash")),
                    flag("lenient"),
                    supersedes(),
                    embargoUntil(),
                    chain(),
                    optionalText("idem"),
                    payloadRef(),
                    left);
        }

        private String text(String name) throws MalformedEntryException {
            return optionalText(name).orElseThrow(() -> new MalformedEntryException("the event has no " + name));
        }

        private Optional<String> optionalText(String name) throws MalformedEntryException {
            JsonNode value = left.remove(name);
            if (value == null) {
                return Optional.empty();
            }
            if (!value.isTextual()) {
                throw malformed(name);
            }
            return Optional.of(value.textValue());
        }

        private long number(String name) throws MalformedEntryException {
            JsonNode value = left.remove(name);
            if (value == null || !value.isIntegralNumber() || value.longValue() < 0) {
                throw malformed(name);
            }
            return value.longValue();
        }

        /** Written only where it is true. */
        private boolean flag(String name) throws MalformedEntryException {
            JsonNode value = left.remove(name);
            if (value != null && !(value.isBoolean() && value.booleanValue())) {
                throw malformed(name);
            }
            return value != null;
        }

        private Optional<ReceiptId> supersedes() throws MalformedEntryException {
            Optional<String> text = optionalText("supersedes");
            return text.isPresent() ? Optional.of(receiptId("supersedes", text.get())) : Optional.empty();
        }

        private Optional<Instant> embargoUntil() throws MalformedEntryException {
            Optional<String> text = optionalText("embargo_until");
            return text.isPresent() ? Optional.of(time("embargo_until", text.get())) : Optional.empty();
        }

        private Map<String, String> chain() throws MalformedEntryException {
            Map<String, String> chain = new TreeMap<>();
            JsonNode value = left.remove("chain");
            if (value instanceof ObjectNode object) {
                Members members = new Members(object);
                for (String name :
                        object.properties().stream().map(Map.Entry::getKey).toList()) {
                    chain.put(name, members.text(name));
                }
            }
            if (value != null && chain.isEmpty()) {
                throw malformed("chain");
            }
            return chain;
        }

        private Optional<PayloadRef> payloadRef() throws MalformedEntryException {
            JsonNode value = left.remove("payload_ref");
            if (value == null) {
                return Optional.empty();
            }
            if (!(value instanceof ObjectNode object)) {
                throw malformed("payload_ref");
            }
            Members members = new Members(object);
            String sha256 = matching(SHA256, "payload_ref", members.text("sha256"));
            return Optional.of(new PayloadRef(sha256, members.number("size"), members.text("media_type")));
        }

        private static PolicyLabel label(String text) throws MalformedEntryException {
            return PolicyLabel.parse(text).orElseThrow(() -> malformed("label"));
        }

        private static ReceiptId receiptId(String name, String text) throws MalformedEntryException {
            return ReceiptId.parse(text).orElseThrow(() -> malformed(name));
        }

        private static String matching(Pattern form, String name, String text) throws MalformedEntryException {
            if (!form.matcher(text).matches()) {
                throw malformed(name);
            }
            return text;
        }

        private static Instant time(String name, String text) throws MalformedEntryException {
            try {
                return Instant.parse(text);
            } catch (DateTimeException notATime) {
                throw malformed(name);
            }
        }

        private static MalformedEntryException malformed(String name) {
            return new MalformedEntryException("the event's " + name + " is missing or has not its form");
        }
    }
}
