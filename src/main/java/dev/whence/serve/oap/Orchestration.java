package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.ledger.Blocks;
import dev.whence.ledger.Log;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.receive.IdempotencyKey;
import dev.whence.receive.KindRecords;
import dev.whence.receive.ReceiptIntake;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers envelopes. Thread safe. */
public final class Orchestration {
    private static final Logger logger = LoggerFactory.getLogger(Orchestration.class);

    private final Map<String, EnvelopeType> types = new TreeMap<>();
    private final Log log;
    private final JsonLimits limits;
    private final Clock clock;

    /**
     * What envelopes work with.
     *
     * @param lineage knows which receipt another one replaced
     * @param cursors whose key decides how long a cursor lives
     */
    public record Parts(
            ReceiptIntake intake,
            Log log,
            KindRecords records,
            Supplier<LineageSnapshot> lineage,
            Cursors cursors,
            Clock clock) {}

    /** @param limits of a request's body */
    public Orchestration(Parts parts, JsonLimits limits) {
        this.log = parts.log();
        this.limits = limits;
        this.clock = parts.clock();
        Recorder recorder = new Recorder(parts.intake(), parts.log());
        Library library = new Library(parts.log());
        Scan scan = new Scan(library, parts.records(), parts.cursors());
        ChangeQuery changes = new ChangeQuery(parts.log(), scan, parts.cursors(), parts.lineage());
        types.put(LedgerQuery.NAME, new LedgerQuery(parts.log(), new Blocks(parts.log()), parts.cursors()));
        types.put(IncidentQuery.NAME, new IncidentQuery(parts.log(), scan, parts.records(), parts.cursors()));
        types.put(ArtifactRegister.NAME, new ArtifactRegister(recorder));
        types.put(ArtifactGet.NAME, new ArtifactGet(library, parts.records()));
        types.put(ChangeQuery.NAME, changes);
        types.put(ChangeQuery.SHORT_NAME, changes);
        types.put(EventAppend.NAME, new EventAppend(recorder));
        types.put(IncidentReport.NAME, new IncidentReport(recorder, library, parts.records()));
        types.put(ChangePropose.NAME, new ChangePropose(recorder, library, parts.records(), parts.clock()));
        types.put(ChangeDecide.NAME, new ChangeDecide(recorder, library, parts.records(), parts.clock()));
    }

    /** How many entries the ledger holds that answers rest on. */
    public long size() {
        return log.size();
    }

    /** The envelopes that are answered, by their types. */
    public List<String> envelopeTypes() {
        return List.copyOf(types.keySet());
    }

    /**
     * An answer.
     *
     * @param envelope with exactly one of {@code result} and {@code error}
     * @param eventHash of the record that was made or repeated
     * @param previousEventHash of the entry before it
     * @param ledgerAnchor of a checkpoint that covers it, where the caller waited for one
     * @param isReplayed whether the same request was answered before
     */
    public record Answer(
            int status,
            ObjectNode envelope,
            Optional<String> eventHash,
            Optional<String> previousEventHash,
            Optional<String> ledgerAnchor,
            boolean isReplayed) {}

    /**
     * Answers one request.
     *
     * @param sender who it comes from; the caller that the headers name is taken as it stands there
     * @param waits whether the answer is to come after the checkpoint
     * @param key under which the request may be sent again
     */
    public Answer answer(byte[] body, Sender sender, OrchHeaders headers, boolean waits, Optional<String> key) {
        List<Violation> faults = new ArrayList<>();
        Envelope envelope;
        try {
            envelope = Envelope.read(parse(body), headers, faults);
        } catch (RefusedException refused) {
            return refused(unread(headers), headers, refused.problem());
        }
        Call call = new Call(
                envelope.id(),
                envelope.type(),
                envelope.params(),
                sender,
                headers,
                waits,
                key.map(name -> IdempotencyKey.of(envelope.type(), name, body)));
        try {
            return done(envelope, headers, work(envelope, call, faults).run());
        } catch (RefusedException refused) {
            return refused(envelope, headers, refused.problem());
        } catch (RuntimeException fault) {
            logger.error("an envelope of the type {} met a fault", known(envelope.type()), fault);
            return refused(
                    envelope,
                    headers,
                    Problem.of(ProblemType.FAULT, "The server met a fault of its own; its log has the details."));
        }
    }

    /** A refusal that came before anything was read. */
    public Answer refusal(OrchHeaders headers, Problem problem) {
        return refused(unread(headers), headers, problem);
    }

    private static Envelope unread(OrchHeaders headers) {
        return new Envelope(headers.id().orElse(""), "", JsonNodeFactory.instance.missingNode(), Optional.empty());
    }

    private ObjectNode parse(byte[] body) throws RefusedException {
        JsonNode tree = StrictJson.parse(body, limits);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new RefusedException(
                ProblemType.ENVELOPE_INVALID, "An envelope is one JSON object; batches are not taken.");
    }

    /** Envelope, parameters and record are checked apart, and the sender is told of everything at once. */
    private Work work(Envelope envelope, Call call, List<Violation> faults) throws RefusedException {
        boolean sound = faults.isEmpty();
        Optional<EnvelopeType> type = Optional.ofNullable(types.get(envelope.type()));
        if (type.isEmpty() && !envelope.type().isEmpty()) {
            faults.add(new Violation(
                    "/envelope_type", "orch:envelope-type", "Known are " + String.join(", ", types.keySet()) + "."));
            throw refused(sound ? ProblemType.ENVELOPE_UNKNOWN : ProblemType.ENVELOPE_INVALID, faults);
        }
        if (type.isPresent()) {
            // Before its parameters are looked at: who may not, need not know what is wrong with them.
            call.sender().permission().require(type.get().scope(), envelope.type());
        }
        if (type.isEmpty() || !envelope.params().isObject()) {
            throw refused(ProblemType.ENVELOPE_INVALID, faults);
        }
        Work work = type.get().prepare(new Fields(envelope.params(), "/params", faults), call);
        if (faults.isEmpty()) {
            return work;
        }
        faults.addAll(work.alsoWrong());
        throw refused(sound ? ProblemType.PARAMS_INVALID : ProblemType.ENVELOPE_INVALID, faults);
    }

    private static RefusedException refused(ProblemType type, List<Violation> faults) {
        String count = faults.size() == 1 ? "one fault" : faults.size() + " faults";
        return new RefusedException(
                Problem.of(type, "The request has " + count + ". Mend it and send it again.", faults));
    }

    private Answer done(Envelope envelope, OrchHeaders headers, Work.Done done) {
        ObjectNode answer = outer(envelope);
        answer.set("result", done.result());
        answer.set("_meta", meta(envelope, headers, done.written()));
        return new Answer(
                200,
                answer,
                done.written().map(Work.Written::eventHash),
                done.written().map(Work.Written::previousEventHash),
                done.written().flatMap(Work.Written::ledgerAnchor),
                done.written()
                        .filter(record -> record.sending() == Work.Sending.AGAIN)
                        .isPresent());
    }

    private Answer refused(Envelope envelope, OrchHeaders headers, Problem problem) {
        ObjectNode answer = outer(envelope);
        answer.set("error", OrchError.render(problem));
        answer.set("_meta", meta(envelope, headers, Optional.empty()));
        return new Answer(
                OrchError.status(problem), answer, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private static ObjectNode outer(Envelope envelope) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("jsonrpc", "2.0")
                .put("id", envelope.id())
                .put("envelope_type", envelope.type());
    }

    /** What is answered to a request that may come again rests on the record and on the body alone. */
    private ObjectNode meta(Envelope envelope, OrchHeaders headers, Optional<Work.Written> written) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        Optional<Instant> recordedAt =
                written.filter(record -> record.sending() != Work.Sending.ONCE).map(Work.Written::recordedAt);
        meta.put(
                "timestamp",
                recordedAt
                        .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS))
                        .toString());
        if (recordedAt.isEmpty()) {
            headers.sessionId().ifPresent(session -> meta.put("session_id", session));
        }
        envelope.traceId().ifPresent(trace -> meta.put("trace_id", trace));
        written.ifPresent(record -> labels(meta.putObject("labels"), record));
        return meta;
    }

    /** The same as the headers say, for those who see the body alone. */
    private static void labels(ObjectNode labels, Work.Written written) {
        labels.put("receipt_id", written.receiptId());
        labels.put("sequence", Long.toString(written.sequence()));
        labels.put("event_hash", written.eventHash());
        labels.put("prev_event_hash", written.previousEventHash());
        written.anchorInBody().ifPresent(anchor -> labels.put("ledger_anchor", anchor));
    }

    /** What a stranger sent does not go into our log as it is. */
    private String known(String type) {
        return types.containsKey(type) ? type : "unknown";
    }
}
