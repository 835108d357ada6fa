package dev.whence.trail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes lines, each linked to the one before. The members stand in a fixed order; a hash is of the bytes as written, so
 * nobody has to make them again. For use by one thread.
 */
final class LineWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_TARGET = 512;
    private static final String SELF = "whence";

    private final Hiding hiding;
    private TrailHead last;

    LineWriter(Hiding hiding, TrailHead last) {
        this.hiding = hiding;
        this.last = last;
    }

    /** The last line that was made. */
    TrailHead last() {
        return last;
    }

    /** Forgets lines that were made and not written. */
    void goBack(TrailHead to) {
        last = to;
    }

    /** What makes one line different from another. */
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    byte[] act(Act act) {
        return line(act.time(), json -> {
            json.writeStringField("principal", act.who().principal());
            json.writeStringField("means", act.who().means());
            json.writeStringField("organisation", act.who().organisation());
            json.writeStringField("address", act.who().address());
            asked(json, act.asked());
            json.writeStringField("decision", act.ruling().allowed() ? "allowed" : "denied");
            json.writeStringField("rule", act.ruling().rule());
            json.writeNumberField("status", act.ruling().status());
            json.writeNumberField("millis", act.millis());
        });
    }

    private void asked(JsonGenerator json, Act.Asked asked) throws IOException {
        json.writeStringField("method", asked.method());
        json.writeStringField("operation", asked.operation());
        Optional<String> target = asked.target();
        if (target.isPresent()) {
            boolean isShown = asked.isTargetKnown() && target.get().length() <= LONGEST_TARGET;
            json.writeStringField("target", isShown ? target.get() : hiding.hide(target.get()));
        }
        if (asked.query().isPresent()) {
            json.writeNumberField("query_chars", asked.query().get().length());
            json.writeStringField("query", hiding.hide(asked.query().get()));
        }
    }

    /** That recording begins again. */
    byte[] start(Instant time) {
        return line(time, json -> {
            json.writeStringField("principal", SELF);
            json.writeStringField("operation", "trail.start");
        });
    }

    /** That so many acts before this line could not be recorded. */
    byte[] lost(Instant time, long count) {
        return line(time, json -> {
            json.writeStringField("principal", SELF);
            json.writeStringField("operation", "trail.lost");
            json.writeNumberField("lost", count);
        });
    }

    private byte[] line(Instant time, Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        long seq = last.seq() + 1;
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("seq", seq);
            json.writeStringField("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
            members.write(json);
            json.writeStringField("prev", last.hash());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("memory can be written", impossible);
        }
        byte[] line = bytes.toByteArray();
        last = TrailHead.of(seq, line);
        return line;
    }
}
