package dev.whence.receipt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What came of checking an attachment, decided once when it is taken in and kept with it: nothing that is read later, and
 * no key that is configured later, changes it.
 */
public sealed interface Verdict {
    /** The word that stands for it in the ledger, in answers and in walks; never changes. */
    Word word();

    /** Why, where a reason is to be given. */
    Optional<Reason> reason();

    /** Whose signatures hold. */
    List<Signer> signers();

    /** What was attested. */
    Stated stated();

    /** A signature by enough configured keys holds, over a statement about what the receipt says it made. */
    record Verified(List<Signer> signers, Stated stated) implements Verdict {
        public Verified {
            signers = List.copyOf(signers);
        }

        @Override
        public Word word() {
            return Word.VERIFIED;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.empty();
        }
    }

    /** It was checked and does not hold. */
    record Failed(Reason why, List<Signer> signers, Stated stated) implements Verdict {
        public Failed {
            signers = List.copyOf(signers);
        }

        @Override
        public Word word() {
            return Word.FAILED;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.of(why);
        }
    }

    /** No configured key made the signature; it may be good. */
    record UnknownKey(Stated stated) implements Verdict {
        @Override
        public Word word() {
            return Word.UNKNOWN_KEY;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.empty();
        }

        @Override
        public List<Signer> signers() {
            return List.of();
        }
    }

    /** It cannot be checked here: it is no attestation, or of a kind that needs more than this house has. */
    record Unsupported(Reason why, Stated stated) implements Verdict {
        @Override
        public Word word() {
            return Word.UNSUPPORTED;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.of(why);
        }

        @Override
        public List<Signer> signers() {
            return List.of();
        }
    }

    /** The verdicts' words. */
    enum Word {
        VERIFIED("verified"),
        FAILED("failed"),
        UNKNOWN_KEY("unknown-key"),
        UNSUPPORTED("unsupported");

        private final String text;

        Word(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        public static Optional<Word> named(String text) {
            return Arrays.stream(values())
                    .filter(word -> word.text.equals(text))
                    .findFirst();
        }
    }

    /** Why an attachment is not verified. A reason's code is written in the ledger and never changes. */
    enum Reason {
        SIGNATURE_INVALID("signature-invalid", "a signature does not fit what it signs"),
        TOO_FEW_SIGNATURES("too-few-signatures", "fewer different keys signed than are asked for"),
        MALFORMED("malformed", "it has not the form of what it says it is"),
        SUBJECT_NOT_AMONG_OUTPUTS("subject-not-among-outputs", "it speaks of nothing that the receipt says was made"),
        SUBJECT_IS_INPUT("subject-is-input", "it speaks of what the run used, and of nothing that it made"),
        BUILDER_NOT_ALLOWED("builder-not-allowed", "the builder is not one of those allowed"),
        BUILD_TYPE_NOT_ALLOWED("build-type-not-allowed", "the build type is not one of those allowed"),
        PREDICATE_NOT_ALLOWED("predicate-not-allowed", "the key may not sign predicates of this type"),
        IDENTITY_NOT_ALLOWED("identity-not-allowed", "the certificate is of nobody who is allowed"),
        EXPIRED("expired", "the key or certificate was not valid any more"),
        CHAIN_NOT_TRUSTED("chain-not-trusted", "the trusted root does not vouch for the certificate or the log entry"),
        LOG_PROOF_INVALID("log-proof-invalid", "the proof that it is in a transparency log does not hold"),
        SIGNED_BY_CERTIFICATE(
                "signed-by-certificate",
                "the key in the certificate that came along made the signature; the chain was not checked, which needs the"
                        + " sigstore part"),
        NEEDS_SIGSTORE("needs-sigstore", "it can be checked by the sigstore part alone, which is not set up"),
        NOT_SIGNED("not-signed", "it is a statement that nobody signed"),
        NO_STATEMENT("no-statement", "what is signed is no in-toto statement and so binds nothing to the receipt"),
        NOT_AN_ATTESTATION("not-an-attestation", "it has no form of attestation that is known here"),
        TOO_MUCH("too-much", "it holds more envelopes, signatures or subjects than are looked through");

        private final String code;
        private final String sentence;

        Reason(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }

        public String code() {
            return code;
        }

        /** For a person; begins small and has no full stop. */
        public String sentence() {
            return sentence;
        }

        public static Optional<Reason> coded(String code) {
            return Arrays.stream(values())
                    .filter(reason -> reason.code.equals(code))
                    .findFirst();
        }
    }

    /**
     * Whose signature holds.
     *
     * @param name of the configured key, or the identity in a certificate
     * @param fingerprint {@code sha256:} and the hash of the public key (SubjectPublicKeyInfo, DER)
     */
    record Signer(String name, String fingerprint) {}

    /**
     * What an attestation says, as far as it matters here.
     *
     * @param predicateType of an in-toto statement
     * @param builder the {@code builder.id} of SLSA provenance
     * @param buildType likewise
     * @param subjects those that the receipt speaks of as well
     */
    record Stated(
            Optional<String> predicateType,
            Optional<String> builder,
            Optional<String> buildType,
            List<Attested> subjects) {
        public static final Stated NOTHING =
                new Stated(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        public Stated {
            subjects = List.copyOf(subjects);
        }

        /** Only what kind of statement it is: what nobody vouches for is not repeated. */
        public Stated typeOnly() {
            return new Stated(predicateType, Optional.empty(), Optional.empty(), List.of());
        }
    }

    /** A digest that an attestation and the receipt both speak of. */
    record Attested(Role role, Digest.WellFormed digest) {}

    /** What the receipt says of an attested digest. */
    enum Role {
        /** The run made it. */
        OUTPUT("output"),
        /** The run used it. */
        INPUT("input"),
        /** It is the receipt itself. */
        RECEIPT("receipt");

        private final String text;

        Role(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        public static Optional<Role> named(String text) {
            return Arrays.stream(values())
                    .filter(role -> role.text.equals(text))
                    .findFirst();
        }
    }
}
