package dev.whence.query.walk;

import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Subject;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Digest;
import dev.whence.receipt.DigestAlgorithm;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what a caller means: a run id, a URI, {@code URI@digest}, a digest with or without its algorithm, any IRI of
 * ours, a dataset version in any of its forms, a thing as {@code type:id}, a receipt id, or the path of a receipt's file. Mints every IRI that the
 * text may stand for and asks the index which of them are known. A location with many versions is one thing; a text that
 * names two different things is refused with both.
 */
public final class ThingResolver {
    /** Endings of the files in which receipts, and what goes with them, are kept; the longest first. */
    private static final List<String> RECEIPT_FILES = List.of(
            ".run_receipt.json",
            ".attestation.json",
            ".validation.json",
            ".receipt.json",
            ".prov.jsonld",
            ".jsonld",
            ".json");

    private static final Pattern ENTITY = Pattern.compile("([a-z][a-z0-9_]{0,63})[:/](.+)", Pattern.DOTALL);

    private final Iris iris;
    private final Entries entries;

    public ThingResolver(Iris iris, Entries entries) {
        this.iris = iris;
        this.entries = entries;
    }

    /** What was found. */
    public record Found(String thing, SubjectKind kind, String iri, Subject subject) {}

    private record Candidate(SubjectKind kind, String iri) {}

    /**
     * Finds the one thing that is meant.
     *
     * @throws RefusedException {@link ProblemType#NOT_FOUND} with advice, or {@link ProblemType#AMBIGUOUS} with a
     *     violation for each candidate: its IRI, its kind, and what it is
     */
    public Found resolve(String thing, String organisation, LineageSnapshot snapshot) throws RefusedException {
        return resolve(thing, organisation, snapshot, EnumSet.allOf(SubjectKind.class));
    }

    /**
     * Finds the one thing of some kinds that is meant.
     *
     * @throws RefusedException as above
     */
    public Found resolve(String thing, String organisation, LineageSnapshot snapshot, Set<SubjectKind> kinds)
            throws RefusedException {
        List<Function<String, Stream<Candidate>>> readings = List.of(
                text -> names(text, organisation),
                text -> versions(text, organisation, snapshot),
                text -> receiptFile(text, organisation));
        for (Function<String, Stream<Candidate>> reading : readings) {
            List<Found> found = known(thing, reading.apply(thing), snapshot).stream()
                    .filter(one -> kinds.contains(one.kind()))
                    .toList();
            if (found.size() > 1) {
                throw new RefusedException(ambiguous(thing, found));
            }
            if (found.size() == 1) {
                return found.get(0);
            }
        }
        throw new RefusedException(unknown(thing, snapshot));
    }

    private List<Found> known(String thing, Stream<Candidate> candidates, LineageSnapshot snapshot) {
        Map<Subject, Found> found = new LinkedHashMap<>();
        candidates.forEach(candidate -> snapshot.find(candidate.iri())
                .ifPresent(subject -> found.putIfAbsent(
                        subject, new Found(thing, kind(candidate, subject), candidate.iri(), subject))));
        return new ArrayList<>(found.values());
    }

    private static SubjectKind kind(Candidate candidate, Subject subject) {
        return switch (subject.type()) {
            case RUN -> SubjectKind.RUN;
            case RECEIPT -> SubjectKind.RECEIPT;
            case DATASET_VERSION -> SubjectKind.DATASET_VERSION;
            case CONTENT -> SubjectKind.CONTENT;
            case LOCATION -> candidate.kind() == SubjectKind.THING ? SubjectKind.THING : SubjectKind.LOCATION;
            case ENTITY -> candidate.kind();
        };
    }

    /** What the text may name as it stands. */
    private Stream<Candidate> names(String text, String organisation) {
        Stream<Candidate> plain = Stream.of(
                new Candidate(SubjectKind.RUN, iris.run(organisation, text)),
                new Candidate(SubjectKind.LOCATION, iris.location(organisation, text)),
                new Candidate(SubjectKind.DATASET_VERSION, datasetVersion(text, organisation)));
        return Stream.of(
                        ours(text),
                        plain,
                        digests(text, organisation),
                        placed(text, organisation),
                        entities(text, organisation))
                .flatMap(Function.identity());
    }

    private Stream<Candidate> ours(String text) {
        boolean thing = iris.read(text)
                .filter(minted -> minted.type().equals(Iris.THING))
                .isPresent();
        return text.startsWith(iris.base())
                ? Stream.of(new Candidate(thing ? SubjectKind.THING : SubjectKind.ARTIFACT, text))
                : Stream.empty();
    }

    /** {@code item:IT_1} or {@code item/IT_1}: what an operation names by its type and id. */
    private Stream<Candidate> entities(String text, String organisation) {
        Matcher entity = ENTITY.matcher(text);
        return entity.matches()
                ? Stream.of(
                        new Candidate(SubjectKind.THING, iris.thing(organisation, entity.group(1), entity.group(2))))
                : Stream.empty();
    }

    private String datasetVersion(String text, String organisation) {
        return iris.datasetVersion(organisation, DatasetVersionId.of(text, Optional.empty()));
    }

    /** A digest may be that of bytes or that of a receipt; bare digits, of any algorithm with that many. */
    private Stream<Candidate> digests(String text, String organisation) {
        Stream<String> spelled = text.contains(":")
                ? Stream.of(text)
                : Arrays.stream(DigestAlgorithm.values()).map(algorithm -> algorithm.label() + ":" + text);
        return spelled.flatMap(digest -> Digest.parse(digest).stream())
                .flatMap(digest -> Stream.concat(
                        Stream.of(new Candidate(SubjectKind.CONTENT, iris.content(digest))),
                        ReceiptId.parse(digest.text()).stream()
                                .map(id -> new Candidate(SubjectKind.RECEIPT, iris.receipt(organisation, id)))));
    }

    /** {@code URI@alg:hex}: one version of a place. */
    private Stream<Candidate> placed(String text, String organisation) {
        int at = text.lastIndexOf('@');
        return at <= 0
                ? Stream.empty()
                : Digest.parse(text.substring(at + 1)).stream()
                        .map(digest -> iris.artifact(organisation, digest, text.substring(0, at)))
                        .map(iri -> new Candidate(SubjectKind.ARTIFACT, iri));
    }

    /** A version's id alone, where the receipts gave the dataset's name beside it; or {@code slug/id}. */
    private Stream<Candidate> versions(String text, String organisation, LineageSnapshot snapshot) {
        Stream<String> byId = snapshot.versionsWithId(datasetVersion(text, organisation)).stream()
                .flatMap(version -> snapshot.entries(version).stream().limit(1))
                .flatMap(sequence -> entries.entryAt(sequence).facts().datasetVersion().stream());
        int slash = text.lastIndexOf('/');
        Stream<String> pair = slash <= 0
                ? Stream.empty()
                : Stream.of(iris.datasetVersion(
                        organisation,
                        new DatasetVersionId(Optional.of(text.substring(0, slash)), text.substring(slash + 1))));
        return Stream.concat(byId, pair).map(iri -> new Candidate(SubjectKind.DATASET_VERSION, iri));
    }

    /** The name of a receipt's file holds what the receipt is about, as it stands or encoded for file systems. */
    private Stream<Candidate> receiptFile(String text, String organisation) {
        String file = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        return RECEIPT_FILES.stream()
                .filter(file::endsWith)
                .map(ending -> file.substring(0, file.length() - ending.length()))
                .flatMap(ThingResolver::spellings)
                .map(subject -> new Candidate(SubjectKind.RUN, iris.run(organisation, subject)));
    }

    private static Stream<String> spellings(String stem) {
        try {
            return Stream.of(stem, Iris.unsegment(stem)).distinct();
        } catch (IllegalArgumentException notEncoded) {
            return Stream.of(stem);
        }
    }

    private static Problem ambiguous(String thing, List<Found> found) {
        List<Violation> candidates = found.stream()
                .map(one -> new Violation(
                        one.iri(),
                        "lineage:" + one.kind().word(),
                        "This is a " + one.kind().spoken() + "."))
                .toList();
        String detail = "“" + VisibleText.of(thing) + "” names " + found.size()
                + " different things. Ask again with one of their IRIs.";
        return Problem.of(ProblemType.AMBIGUOUS, detail, candidates);
    }

    private static Problem unknown(String thing, LineageSnapshot snapshot) {
        return Problem.of(
                ProblemType.NOT_FOUND,
                "Nothing in the first " + snapshot.size() + " entries of the ledger is called “"
                        + VisibleText.of(thing) + "”. Ask by run id, URI as the receipt spells it, digest (sha256:…),"
                        + " dataset version, type:id of a thing, receipt id, path of a receipt, or IRI.");
    }
}
