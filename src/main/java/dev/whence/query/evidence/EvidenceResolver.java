package dev.whence.query.evidence;

import dev.whence.access.Sight;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.receipt.Artifact;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Iris;
import dev.whence.receipt.License;
import dev.whence.receipt.Obligation;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.RunReceipt;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Resolves references to evidence, or refuses. Safe for use by several threads. */
public final class EvidenceResolver {
    /** A notice is met by handing it on with the bundle; what would change the data is not met here. */
    private static final Set<String> MET = Set.of("show_notice");

    private final Iris iris;
    private final Supplier<LineageSnapshot> snapshots;
    private final EvidenceSource source;

    public EvidenceResolver(Iris iris, Supplier<LineageSnapshot> snapshots, EvidenceSource source) {
        this.iris = iris;
        this.snapshots = snapshots;
        this.source = source;
    }

    /**
     * Resolves one reference.
     *
     * @param organisation whose names are meant
     * @param sight what the caller sees: what it does not, is not there
     * @throws RefusedException {@link ProblemType#EVIDENCE_UNRESOLVABLE} for what is unknown, hidden or ambiguous, always in
     *     the same words; {@link ProblemType#EVIDENCE_DENIED} with the reasons for what the caller sees and may not rely on
     */
    public EvidenceBundle resolve(EvidenceRef ref, String organisation, Sight sight) throws RefusedException {
        LineageSnapshot snapshot = snapshots.get().seenBy(sight);
        Tellers tellers = new Tellers(snapshot);
        List<Long> told = named(ref, organisation)
                .flatMap(iri -> snapshot.find(iri).stream())
                .distinct()
                .flatMap(subject -> tellers.of(subject).stream())
                .distinct()
                .limit(2)
                .toList();
        EvidenceSource.Told only = (told.size() == 1 ? source.told(told.get(0)) : Optional.<EvidenceSource.Told>empty())
                .orElseThrow(EvidenceResolver::unresolvable);
        if (!(only.receipt() instanceof RunReceipt run)) {
            throw denied(List.of(reason("evidence:decision", "this kind of receipt states no policy decision")));
        }
        List<Artifact> parts =
                run.outputs().stream().filter(isMeant(ref, run)).distinct().toList();
        License license = require(run, parts);
        return new EvidenceBundle(
                run.datasetVersionId(),
                title(run),
                only.label(),
                run.policy().obligations().stream().map(Obligation::type).toList(),
                license,
                run.runId(),
                parts.stream().map(part -> part(organisation, part)).toList(),
                source.isPublished(organisation, version(run)),
                parts.stream().allMatch(part -> isClaimedOnce(snapshot, tellers, organisation, part)),
                only.eventHash());
    }

    /** Whether a reference leads to anything that the caller sees, whether or not that may be relied on. */
    public boolean leads(EvidenceRef ref, String organisation, Sight sight) {
        LineageSnapshot snapshot = snapshots.get().seenBy(sight);
        return named(ref, organisation).anyMatch(iri -> !makers(snapshot, iri).isEmpty());
    }

    /** The entries of the standing receipts that tell how a thing was made, as far as the caller sees them; ascending. */
    public List<Long> makers(String iri, Sight sight) {
        return makers(snapshots.get().seenBy(sight), iri);
    }

    private static List<Long> makers(LineageSnapshot snapshot, String iri) {
        return snapshot.find(iri).map(new Tellers(snapshot)::of).orElse(List.of());
    }

    /** Every IRI that the reference may stand for. */
    private Stream<String> named(EvidenceRef ref, String organisation) {
        if (ref instanceof EvidenceRef.Version version) {
            return Stream.of(iris.datasetVersion(
                    organisation, new DatasetVersionId(Optional.of(version.slug()), version.version())));
        }
        if (ref instanceof EvidenceRef.Run run) {
            return Stream.of(run.id(), "kfm://run/" + run.id()).map(id -> iris.run(organisation, id));
        }
        if (ref instanceof EvidenceRef.Bytes bytes) {
            return Stream.of(iris.content(bytes.digest()));
        }
        if (ref instanceof EvidenceRef.Address address) {
            return Stream.concat(
                    Stream.of(iris.location(organisation, address.uri())),
                    address.item().map(item -> iris.thing(organisation, "item", item)).stream());
        }
        return Stream.of(((EvidenceRef.Named) ref).iri());
    }

    /** Of a run's outputs, those that were asked for; a whole run or version means all. */
    private static Predicate<Artifact> isMeant(EvidenceRef ref, RunReceipt run) {
        if (ref instanceof EvidenceRef.Bytes bytes) {
            return part -> part.digest().filter(bytes.digest()::equals).isPresent();
        }
        if (ref instanceof EvidenceRef.Address address) {
            boolean isOutput =
                    run.outputs().stream().anyMatch(part -> part.uri().equals(address.uri()));
            return part -> !isOutput || part.uri().equals(address.uri());
        }
        return part -> true;
    }

    /** Everything that must be said before anybody may rely on it; all that is missing is told at once. */
    private static License require(RunReceipt run, List<Artifact> parts) throws RefusedException {
        List<Violation> reasons = new ArrayList<>();
        if (!run.policy().outcome().equals(Optional.of("allow"))) {
            reasons.add(reason("evidence:decision", "the receipt does not repeat a policy decision to allow"));
        }
        Optional<License> license = run.extras().license();
        if (license.isEmpty()) {
            reasons.add(reason("evidence:license", "the receipt states no clear license"));
        }
        if (!run.validation().status().equalsIgnoreCase("pass")) {
            reasons.add(reason("evidence:validation", "the outputs did not pass their validation"));
        }
        if (parts.isEmpty()) {
            reasons.add(reason("evidence:artifacts", "the run has no output that is meant"));
        }
        run.policy().obligations().stream()
                .map(Obligation::type)
                .filter(obligation -> !MET.contains(obligation))
                .forEach(obligation ->
                        reasons.add(reason("evidence:obligation", "an obligation cannot be met here: " + obligation)));
        if (!reasons.isEmpty()) {
            throw denied(reasons);
        }
        return license.orElseThrow();
    }

    private boolean isClaimedOnce(LineageSnapshot snapshot, Tellers tellers, String organisation, Artifact part) {
        return part.digest()
                .map(digest -> iris.artifact(organisation, digest, part.uri()))
                .flatMap(snapshot::find)
                .filter(subject -> tellers.of(subject).size() == 1)
                .isPresent();
    }

    private EvidenceBundle.Part part(String organisation, Artifact part) {
        String digest = part.digest().orElseThrow().text();
        boolean isAbsolute = part.uri().matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
        String href = isAbsolute
                ? part.uri()
                : iris.artifact(organisation, part.digest().orElseThrow(), part.uri());
        return new EvidenceBundle.Part(href, digest, part.mediaType());
    }

    /** As the mapping gives it to the dataset version. */
    private static String title(RunReceipt run) {
        DatasetVersionId version = version(run);
        return version.slug().map(slug -> slug + " " + version.id()).orElse(version.id());
    }

    private static DatasetVersionId version(RunReceipt run) {
        return DatasetVersionId.of(run.datasetVersionId(), run.extras().datasetSlug());
    }

    private static Violation reason(String rule, String message) {
        return new Violation("/evidence_ref", rule, message);
    }

    private static RefusedException denied(List<Violation> reasons) {
        return new RefusedException(Problem.of(
                ProblemType.EVIDENCE_DENIED, "This cannot be relied on as evidence; the reasons are listed.", reasons));
    }

    private static RefusedException unresolvable() {
        return new RefusedException(
                ProblemType.EVIDENCE_UNRESOLVABLE,
                "The reference does not lead to one receipt that you may see. Name the run, the dataset version with its"
                        + " dataset, or the digest of the bytes.");
    }
}
