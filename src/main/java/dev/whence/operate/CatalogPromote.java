package dev.whence.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Principal;
import dev.whence.access.Scope;
import dev.whence.gate.Dossier;
import dev.whence.gate.Gates;
import dev.whence.gate.Judgement;
import dev.whence.gate.Obligations;
import dev.whence.ledger.Entry;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Gate;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.receive.Acknowledgement;
import dev.whence.receive.Outcome;
import dev.whence.receive.Publisher;
import dev.whence.receive.ReceiptArchive;
import dev.whence.receive.RecordShelf;
import dev.whence.receive.Submission;
import dev.whence.validate.Leniency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * {@code catalog.promote}: judges a dataset version by the gates and, where all pass, publishes its records. The promotion is
 * written first, then a publication for each record; whoever asks again after a crash between them has the rest written.
 */
final class CatalogPromote implements Work.Writing {
    static final Declaration DECLARATION = new Declaration(
            "catalog.promote",
            "Judges a dataset version by the gates and publishes its records where all pass",
            Scope.CATALOG_PROMOTE,
            SideEffect.SHARE_EXPORT,
            List.of());

    /** From the most open to the most secret. */
    private static final List<PolicyLabel> BY_SECRECY = List.of(
            PolicyLabel.PUBLIC,
            PolicyLabel.PUBLIC_GENERALIZED,
            PolicyLabel.INTERNAL,
            PolicyLabel.EMBARGOED,
            PolicyLabel.RESTRICTED,
            PolicyLabel.RESTRICTED_SENSITIVE_LOCATION,
            PolicyLabel.QUARANTINE);

    private final RecordShelf shelf;
    private final Dossiers dossiers;
    private final Gates gates;
    private final Publisher publisher;
    private final ReceiptArchive archive;
    private final Ledgers ledgers;

    CatalogPromote(
            RecordShelf shelf,
            Dossiers dossiers,
            Gates gates,
            Publisher publisher,
            ReceiptArchive archive,
            Ledgers ledgers) {
        this.shelf = shelf;
        this.dossiers = dossiers;
        this.gates = gates;
        this.publisher = publisher;
        this.archive = archive;
        this.ledgers = ledgers;
    }

    @Override
    public Plan plan(Invocation invocation) throws RefusedException {
        DatasetVersionId version = GateJson.version(invocation);
        Dossiers.Opened opened = dossiers.open(invocation.organisation(), version, invocation.sight());
        Judgement judgement = gates.judge(opened.dossier());
        if (judgement.overall() != Gate.Result.PASS) {
            throw new RefusedException(refusal(judgement));
        }
        Optional<Recorded> before = sameAsBefore(invocation, opened.dossier());
        if (before.isPresent()) {
            return new Unchanged(before.get());
        }
        ObjectNode promotion = document(invocation, opened.dossier(), judgement);
        return (Making) provenance -> provenance.record(ReceiptKind.PROMOTION, promotion, List.of());
    }

    private static Problem refusal(Judgement judgement) {
        List<Violation> all = new ArrayList<>();
        for (Gate gate : judgement.gates()) {
            gate.findings()
                    .forEach(finding -> all.add(new Violation(
                            "/dataset_version",
                            gate.id() + " " + finding.code(),
                            finding.where() + ": " + finding.message() + " " + finding.remediation())));
        }
        return Problem.of(
                ProblemType.GATE_REFUSED,
                "The gates came to " + judgement.overall() + ", so nothing was published. Mend what they found and ask"
                        + " again; catalog.gate judges without publishing.",
                all);
    }

    /** The newest promotion of the version, where it lets out these very records under these very obligations. */
    private Optional<Recorded> sameAsBefore(Invocation invocation, Dossier dossier) {
        OptionalLong newest = shelf.seenBy(invocation.sight()).promotion(invocation.organisation(), dossier.version());
        return newest.isEmpty()
                ? Optional.empty()
                : ledgers.record(newest.getAsLong())
                        .filter(recorded -> recorded.document().path("records").equals(records(dossier))
                                && GateJson.asksFor(recorded.document().path("obligations"), dossier.obligations()));
    }

    private static ArrayNode records(Dossier dossier) {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        dossier.records().forEach(record -> ids.add(record.id().text()));
        return ids;
    }

    private static ObjectNode document(Invocation invocation, Dossier dossier, Judgement judgement) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("promotion_of", dossier.version().text());
        json.put("promoted_at", Records.time(invocation.at()));
        Principal caller = invocation.caller().principal();
        if (caller.means() != Principal.Means.HOUSE) {
            json.put("promoted_by", caller.name());
        }
        json.put("policy_label", label(dossier).text());
        json.set("gates", GateJson.gates(judgement.gates()));
        json.set("records", records(dossier));
        json.set("obligations", GateJson.obligations(dossier.obligations()));
        Dossiers.decision(dossier).ifPresent(decision -> json.put("decision", decision));
        return json;
    }

    /** It names the records, and its findings tell of the receipts, so it is as secret as the most secret of them all. */
    private static PolicyLabel label(Dossier dossier) {
        return Stream.concat(
                        dossier.records().stream().map(Dossier.Described::label),
                        dossier.runs().stream().map(Dossier.Evidence::label))
                .max(Comparator.comparingInt(BY_SECRECY::indexOf))
                .orElse(PolicyLabel.PUBLIC);
    }

    @Override
    public void follow(Recorded promotion, Invocation invocation) throws RefusedException {
        Entry entry = archive.seenBy(invocation.sight())
                .entry(promotion.organisation(), promotion.id())
                .orElseThrow();
        if (!isNewest(entry, invocation)) {
            return;
        }
        Dossiers.Opened opened =
                dossiers.open(invocation.organisation(), GateJson.version(invocation), invocation.sight());
        Judgement judgement = gates.judge(opened.dossier());
        List<RecordShelf.Held> left = opened.held().stream()
                .filter(held -> isPromoted(promotion, held.id()) && !isShown(held, judgement))
                .toList();
        if (!left.isEmpty()) {
            requireStill(promotion, opened.dossier(), judgement);
        }
        for (RecordShelf.Held held : left) {
            Obligations.Met met = judgement.forms().get(held.id());
            if (met != null) {
                publish(held, form(met), entry, invocation);
            }
        }
    }

    /** What an older promotion let out is for the newer one to say. */
    private boolean isNewest(Entry promotion, Invocation invocation) throws RefusedException {
        OptionalLong newest =
                shelf.seenBy(invocation.sight()).promotion(invocation.organisation(), GateJson.version(invocation));
        return newest.isPresent() && newest.getAsLong() == promotion.sequence();
    }

    private boolean isShown(RecordShelf.Held held, Judgement judgement) {
        Obligations.Met met = judgement.forms().get(held.id());
        return met != null && publisher.shows(held, form(met));
    }

    /**
     * Between the promotion and its last publication receipts may have come that say otherwise, or the process may have
     * ended: what is published is what is allowed now, under what was asked for then.
     */
    private static void requireStill(Recorded promotion, Dossier dossier, Judgement judgement) throws RefusedException {
        if (judgement.overall() != Gate.Result.PASS) {
            throw new RefusedException(refusal(judgement));
        }
        if (!GateJson.asksFor(promotion.document().path("obligations"), dossier.obligations())) {
            throw new RefusedException(
                    ProblemType.GATE_REFUSED,
                    "Since this promotion the policy decisions ask for something else, so nothing more is published by it;"
                            + " promote the version anew, under another idempotency key.");
        }
    }

    private static Publisher.Public form(Obligations.Met met) {
        return new Publisher.Public(met.document(), met.label(), met.met(), met.notice());
    }

    private static boolean isPromoted(Recorded promotion, ReceiptId id) {
        for (JsonNode named : promotion.document().path("records")) {
            if (named.asText().equals(id.text())) {
                return true;
            }
        }
        return false;
    }

    /** One that was replaced or withdrawn in between is left out: whoever did that wanted it so. */
    private void publish(RecordShelf.Held held, Publisher.Public form, Entry promotion, Invocation invocation)
            throws RefusedException {
        Submission submission = new Submission(invocation.organisation(), Leniency.STRICT).seeing(invocation.sight());
        Outcome outcome = Acknowledgement.await(publisher.publish(held, form, promotion, submission));
        if (outcome instanceof Outcome.Refused refused && refused.problem().type() != ProblemType.ALREADY_SUPERSEDED) {
            throw new RefusedException(refused.problem());
        }
    }

    @Override
    public ObjectNode answer(Recorded recorded) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("promotion", recorded.id().text());
        answer.set("dataset_version", recorded.document().path("promotion_of"));
        answer.set("gates", recorded.document().path("gates"));
        answer.set("records", recorded.document().path("records"));
        return answer;
    }
}
