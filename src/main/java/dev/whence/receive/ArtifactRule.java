package dev.whence.receive;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.ledger.Blinding;
import dev.whence.ledger.EntryDraft;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.RegisteredVersion;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The versions of an artifact follow one another: a version names the one before it, which is here and is the latest, unless
 * its sender says that it branches off.
 */
final class ArtifactRule implements KindRule {
    /** The event line's member with the artifact's id, hidden where the label is not public: the subject holds more. */
    static final String SERIES = "series";

    private static final String POINTER = "/previous_version";

    private final Blinding blinding;
    private final KeyTable versions = new KeyTable();
    private final KeyTable latest = new KeyTable();
    private final KeyTable.Maker keys = new KeyTable.Maker();

    ArtifactRule(Blinding blinding) {
        this.blinding = blinding;
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.ARTIFACT;
    }

    @Override
    public void check(Candidate candidate, LongFunction<Optional<ReceiptId>> ids) throws RefusedException {
        RegisteredVersion version = (RegisteredVersion) candidate.receipt();
        String org = candidate.submission().organisation();
        long newest = latest.get(keys.key(SERIES, org, blinding.blind(version.artifactId())));
        Optional<String> previous = version.previousVersion();
        if (previous.isEmpty() && newest >= 0) {
            throw refused(
                    ProblemType.NOT_THE_LATEST,
                    "Other versions of this artifact are registered; name the one before this in 'previous_version'."
                            + " The latest is " + named(ids.apply(newest)) + ".");
        }
        if (previous.isPresent()) {
            checkPrevious(version, candidate.submission(), newest, ids);
        }
    }

    private void checkPrevious(
            RegisteredVersion version, Submission submission, long newest, LongFunction<Optional<ReceiptId>> ids)
            throws RefusedException {
        String subject = RegisteredVersion.subject(
                version.artifactId(), version.previousVersion().orElseThrow());
        long previous = versions.get(keys.key("version", submission.organisation(), blinding.blind(subject)));
        if (previous < 0 || ids.apply(previous).isEmpty()) {
            throw refused(
                    ProblemType.UNKNOWN_PREDECESSOR,
                    "The version before this one is not registered; register that one first.");
        }
        if (previous != newest && !submission.branches()) {
            throw refused(
                    ProblemType.NOT_THE_LATEST,
                    "The version before this one is not the latest, which is " + named(ids.apply(newest))
                            + "; follow that one, or say that this version branches off.");
        }
    }

    private static String named(Optional<ReceiptId> latest) {
        return latest.map(id -> "in receipt " + id).orElse("one that you may not see");
    }

    private static RefusedException refused(ProblemType type, String message) {
        return new RefusedException(
                Problem.of(type, message, List.of(new Violation(POINTER, "order:version", message))));
    }

    @Override
    public EntryDraft complete(Candidate candidate, EntryDraft draft) {
        String artifact = ((RegisteredVersion) candidate.receipt()).artifactId();
        return draft.saying(
                SERIES, TextNode.valueOf(candidate.label().isPublic() ? artifact : blinding.blind(artifact)));
    }

    @Override
    public void remember(Seen entry) {
        Optional.ofNullable(entry.members().get(SERIES))
                .map(series -> blinding.blinded(series.asText()))
                .ifPresent(series -> latest.put(keys.key(SERIES, entry.org(), series), entry.sequence()));
        versions.put(keys.key("version", entry.org(), entry.blindSubject()), entry.sequence());
    }
}
