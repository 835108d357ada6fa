package dev.whence.attest;

import dev.whence.canonical.Sha256;
import dev.whence.receipt.Digest;
import dev.whence.receipt.DigestAlgorithm;
import dev.whence.receipt.Verdict;
import dev.whence.receipt.Verdict.Attested;
import dev.whence.receipt.Verdict.Reason;
import dev.whence.receipt.Verdict.Role;
import dev.whence.receipt.Verdict.Signer;
import dev.whence.receipt.Verdict.Stated;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges attachments: find what is there, check its signatures, read what they sign, compare that with the receipt.
 * Immutable and safe to share between threads; never throws on what a stranger sent.
 */
public final class Attestations {
    /** Event lines are short; no more subjects than these are told of. */
    private static final int MOST_SUBJECTS = 24;

    private static final int MOST_SIGNERS = 8;
    private static final int LONGEST_TEXT = 256;

    private final KeyRing ring;
    private final Allowed allowed;
    private final Optional<Keyless> keyless;
    private final Clock clock;

    /**
     * A judge.
     *
     * @param allowed what is believed, whoever signed it
     * @param keyless tells who signed with a certificate, where that is set up
     */
    public Attestations(KeyRing ring, Allowed allowed, Optional<Keyless> keyless, Clock clock) {
        this.ring = ring;
        this.allowed = allowed;
        this.keyless = keyless;
        this.clock = clock;
    }

    /** One that knows no key. */
    public static Attestations withoutKeys() {
        return new Attestations(KeyRing.EMPTY, Allowed.EVERYTHING, Keyless.NONE, Clock.systemUTC());
    }

    /** The one verdict on an attachment: what is wrong in one part of it is wrong with all of it. */
    public Verdict judge(byte[] content, AttestedReceipt receipt) {
        List<Verdict> each = judgeEach(content, receipt);
        return first(each, Verdict.Word.FAILED)
                .or(() -> verified(each))
                .or(() -> each.stream()
                        .filter(verdict -> verdict.reason()
                                .filter(Reason.SIGNED_BY_CERTIFICATE::equals)
                                .isPresent())
                        .findFirst())
                .or(() -> first(each, Verdict.Word.UNKNOWN_KEY))
                .or(() -> each.stream().findFirst())
                .orElse(new Verdict.Unsupported(Reason.NOT_AN_ATTESTATION, Stated.NOTHING));
    }

    /** A verdict on each part of an attachment, in order. */
    List<Verdict> judgeEach(byte[] content, AttestedReceipt receipt) {
        List<Found> found = AttachmentReader.read(content);
        if (found.size() > AttachmentReader.MOST) {
            return List.of(new Verdict.Unsupported(Reason.TOO_MUCH, Stated.NOTHING));
        }
        Budget budget = new Budget();
        List<Verdict> verdicts = new ArrayList<>();
        for (Found one : found) {
            verdicts.add(judge(one, receipt, budget));
            if (budget.isSpent()) {
                return List.of(new Verdict.Unsupported(Reason.TOO_MUCH, Stated.NOTHING));
            }
        }
        return verdicts;
    }

    private Verdict judge(Found found, AttestedReceipt receipt, Budget budget) {
        if (found instanceof Found.InEnvelope envelope) {
            return inEnvelope(envelope, receipt, budget);
        }
        if (found instanceof Found.Detached detached) {
            return detached(detached, receipt, budget);
        }
        return found instanceof Found.Unsigned unsigned
                ? new Verdict.Unsupported(
                        Reason.NOT_SIGNED,
                        stated(unsigned.statement(), List.of()).typeOnly())
                : new Verdict.Failed(Reason.MALFORMED, List.of(), Stated.NOTHING);
    }

    private Verdict inEnvelope(Found.InEnvelope found, AttestedReceipt receipt, Budget budget) {
        Optional<Statement> statement = found.envelope().payloadType().equals(Statement.PAYLOAD_TYPE)
                ? Statement.read(found.envelope().payload())
                : Optional.empty();
        Stated type = statement.map(read -> stated(read, List.of()).typeOnly()).orElse(Stated.NOTHING);
        Signatures signatures = Signatures.of(found, ring, clock.instant(), budget);
        List<Signer> signers = signers(signatures.by());
        if (signers.isEmpty()) {
            return found.certificate().isPresent()
                    ? byCertificate(found, statement, type, receipt)
                    : byNobodyKnown(signatures, type);
        }
        if (signers.size() < ring.threshold()) {
            return new Verdict.Failed(Reason.TOO_FEW_SIGNATURES, signers, type);
        }
        if (!found.envelope().payloadType().equals(Statement.PAYLOAD_TYPE)) {
            return new Verdict.Unsupported(Reason.NO_STATEMENT, Stated.NOTHING);
        }
        return statement
                .map(read -> believed(read, signatures.by(), receipt))
                .orElseGet(() -> new Verdict.Failed(Reason.MALFORMED, signers, Stated.NOTHING));
    }

    private static Verdict byNobodyKnown(Signatures signatures, Stated type) {
        if (signatures.expired()) {
            return new Verdict.Failed(Reason.EXPIRED, List.of(), type);
        }
        if (signatures.calledInVain()) {
            return new Verdict.Failed(Reason.SIGNATURE_INVALID, List.of(), type);
        }
        return signatures.unreadable()
                ? new Verdict.Failed(Reason.MALFORMED, List.of(), type)
                : new Verdict.UnknownKey(type);
    }

    /** Each key answers for what it may speak of; those that may not are not counted. */
    private Verdict believed(Statement statement, List<TrustedKey> by, AttestedReceipt receipt) {
        List<TrustedKey> believed = by.stream()
                .filter(key -> key.allowed().objection(statement).isEmpty())
                .toList();
        Optional<Reason> objection = allowed.objection(statement)
                .or(() -> believed.size() >= ring.threshold()
                        ? Optional.empty()
                        : by.stream()
                                .flatMap(key -> key.allowed().objection(statement).stream())
                                .findFirst());
        return objection
                .<Verdict>map(reason -> new Verdict.Failed(reason, signers(by), stated(statement, List.of())))
                .orElseGet(() -> aboutTheReceipt(statement, signers(believed), receipt));
    }

    private static Verdict aboutTheReceipt(Statement statement, List<Signer> signers, AttestedReceipt receipt) {
        List<Attested> subjects = subjects(statement, receipt);
        Stated stated = stated(statement, subjects);
        if (subjects.stream().anyMatch(subject -> subject.role() != Role.INPUT)) {
            return new Verdict.Verified(signers, stated);
        }
        return new Verdict.Failed(
                subjects.isEmpty() ? Reason.SUBJECT_NOT_AMONG_OUTPUTS : Reason.SUBJECT_IS_INPUT, signers, stated);
    }

    /** In an order of ours: a set has none that lasts. Inputs last, for they matter least. */
    private static List<Attested> subjects(Statement statement, AttestedReceipt receipt) {
        return Stream.of(
                        matching(statement, Role.RECEIPT, receipt),
                        matching(statement, Role.OUTPUT, receipt),
                        matching(statement, Role.INPUT, receipt))
                .flatMap(List::stream)
                .limit(MOST_SUBJECTS)
                .toList();
    }

    private static List<Attested> matching(Statement statement, Role role, AttestedReceipt receipt) {
        return statement.subjects().stream()
                .filter(digest -> switch (role) {
                    case RECEIPT -> receipt.names().contains(digest);
                    case OUTPUT -> receipt.made(digest);
                    case INPUT -> receipt.inputs().contains(digest) && !receipt.made(digest);
                })
                .sorted(java.util.Comparator.comparing(Digest.WellFormed::text))
                .map(digest -> new Attested(role, digest))
                .toList();
    }

    private Verdict byCertificate(
            Found.InEnvelope found, Optional<Statement> statement, Stated type, AttestedReceipt receipt) {
        byte[] message = found.envelope().preAuthenticationEncoding();
        boolean signed = found.certificate().flatMap(Certificates::key).stream()
                .anyMatch(key -> found.envelope().signatures().stream()
                        .limit(MOST_SIGNERS)
                        .anyMatch(signature -> signature
                                .bytes()
                                .filter(bytes -> key.signed(message, bytes))
                                .isPresent()));
        if (!signed) {
            return new Verdict.Failed(Reason.SIGNATURE_INVALID, List.of(), type);
        }
        if (keyless.isEmpty() || found.bundle().isEmpty()) {
            return new Verdict.Unsupported(Reason.SIGNED_BY_CERTIFICATE, type);
        }
        Keyless.Answer answer = keyless.get().check(found.bundle().get(), Optional.empty());
        if (answer instanceof Keyless.Answer.Unable) {
            return new Verdict.Unsupported(Reason.SIGNED_BY_CERTIFICATE, type);
        }
        if (answer instanceof Keyless.Answer.Bad bad) {
            return new Verdict.Failed(bad.reason(), List.of(), type);
        }
        Signer signer = ((Keyless.Answer.Good) answer).signer();
        if (ring.threshold() > 1) {
            return new Verdict.Failed(Reason.TOO_FEW_SIGNATURES, List.of(signer), type);
        }
        if (statement.isEmpty()) {
            return new Verdict.Unsupported(Reason.NO_STATEMENT, Stated.NOTHING);
        }
        return allowed.objection(statement.get())
                .<Verdict>map(reason -> new Verdict.Failed(reason, List.of(signer), stated(statement.get(), List.of())))
                .orElseGet(() -> aboutTheReceipt(statement.get(), List.of(signer), receipt));
    }

    /** A signature alone is over the receipt's bytes, or over those of an output that it is named for. */
    private Verdict detached(Found.Detached found, AttestedReceipt receipt, Budget budget) {
        DetachedSignature signature = new DetachedSignature(found, receipt);
        for (TrustedKey key : ring.inOrder("", found.hint())) {
            if (!budget.take()) {
                break;
            }
            Optional<Attested> signed = signature.signedBy(key.key());
            if (signed.isPresent()) {
                return byKey(key, signed.get());
            }
        }
        return found.certificate()
                .map(certificate -> detachedByCertificate(found, signature))
                .orElseGet(() -> ring.keys().stream().anyMatch(key -> key.isCalled(found.hint()))
                        ? new Verdict.Failed(Reason.SIGNATURE_INVALID, List.of(), Stated.NOTHING)
                        : new Verdict.UnknownKey(Stated.NOTHING));
    }

    private Verdict byKey(TrustedKey key, Attested signed) {
        Stated stated = new Stated(Optional.empty(), Optional.empty(), Optional.empty(), List.of(signed));
        List<Signer> signers = List.of(key.key().signer());
        if (!key.isValidAt(clock.instant())) {
            return new Verdict.Failed(Reason.EXPIRED, List.of(), Stated.NOTHING);
        }
        return ring.threshold() > 1
                ? new Verdict.Failed(Reason.TOO_FEW_SIGNATURES, signers, stated)
                : new Verdict.Verified(signers, stated);
    }

    private Verdict detachedByCertificate(Found.Detached found, DetachedSignature signature) {
        Optional<Attested> signed =
                found.certificate().flatMap(Certificates::key).flatMap(signature::signedBy);
        if (signed.isEmpty()) {
            return new Verdict.Failed(Reason.SIGNATURE_INVALID, List.of(), Stated.NOTHING);
        }
        if (keyless.isEmpty() || found.bundle().isEmpty()) {
            return new Verdict.Unsupported(Reason.SIGNED_BY_CERTIFICATE, Stated.NOTHING);
        }
        byte[] sha256 = HexFormat.of().parseHex(signed.get().digest().hex());
        Keyless.Answer answer = keyless.get().check(found.bundle().get(), Optional.of(sha256));
        Stated stated = new Stated(Optional.empty(), Optional.empty(), Optional.empty(), List.of(signed.get()));
        if (answer instanceof Keyless.Answer.Good good) {
            List<Signer> signers = List.of(good.signer());
            return ring.threshold() > 1
                    ? new Verdict.Failed(Reason.TOO_FEW_SIGNATURES, signers, stated)
                    : new Verdict.Verified(signers, stated);
        }
        return answer instanceof Keyless.Answer.Bad bad
                ? new Verdict.Failed(bad.reason(), List.of(), Stated.NOTHING)
                : new Verdict.Unsupported(Reason.SIGNED_BY_CERTIFICATE, Stated.NOTHING);
    }

    private static Stated stated(Statement statement, List<Attested> subjects) {
        return new Stated(
                Optional.of(statement.predicateType())
                        .filter(text -> !text.isEmpty())
                        .filter(Attestations::isTold),
                statement.builder().filter(Attestations::isTold),
                statement.buildType().filter(Attestations::isTold),
                subjects);
    }

    /** What is longer, or not plain, is judged as it is and not repeated. */
    private static boolean isTold(String text) {
        return text.length() <= LONGEST_TEXT && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static List<Signer> signers(List<TrustedKey> keys) {
        return keys.stream()
                .map(key -> key.key().signer())
                .distinct()
                .limit(MOST_SIGNERS)
                .toList();
    }

    private static Optional<Verdict> first(List<Verdict> verdicts, Verdict.Word word) {
        return verdicts.stream().filter(verdict -> verdict.word() == word).findFirst();
    }

    /** All that was verified, together. */
    private static Optional<Verdict> verified(List<Verdict> each) {
        List<Verdict> good = each.stream()
                .filter(verdict -> verdict.word() == Verdict.Word.VERIFIED)
                .toList();
        if (good.isEmpty()) {
            return Optional.empty();
        }
        Stated first = good.get(0).stated();
        List<Signer> signers = good.stream()
                .flatMap(verdict -> verdict.signers().stream())
                .distinct()
                .limit(MOST_SIGNERS)
                .toList();
        List<Attested> subjects = good.stream()
                .flatMap(verdict -> verdict.stated().subjects().stream())
                .distinct()
                .limit(MOST_SUBJECTS)
                .toList();
        return Optional.of(new Verdict.Verified(
                signers, new Stated(first.predicateType(), first.builder(), first.buildType(), subjects)));
    }

    /** The SHA-256 of bytes, as a digest. */
    public static Digest.WellFormed sha256(byte[] bytes) {
        return new Digest.WellFormed(DigestAlgorithm.SHA256, Sha256.hex(bytes));
    }
}
