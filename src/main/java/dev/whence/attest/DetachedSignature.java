package dev.whence.attest;

import dev.whence.receipt.DigestAlgorithm;
import dev.whence.receipt.Verdict.Attested;
import dev.whence.receipt.Verdict.Role;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A signature without what it signs: tried over the receipt's bytes, and over the outputs that the receipt's
 * {@code cosign.signature_ref} names, of which only the digest is known.
 */
final class DetachedSignature {
    private static final int MOST_OUTPUTS = 4;
    private static final String SUFFIX = ".sig";

    private final byte[] signature;
    private final AttestedReceipt receipt;
    private final List<AttestedReceipt.Output> named;

    DetachedSignature(Found.Detached found, AttestedReceipt receipt) {
        this.signature = found.signature();
        this.receipt = receipt;
        this.named = receipt.signatureRef()
                .map(reference -> namedBy(reference, receipt.outputs()))
                .orElse(List.of());
    }

    /** What a key signed, of the things that this can be a signature of. */
    Optional<Attested> signedBy(SigningKey key) {
        if (key.signed(receipt.received(), signature)) {
            return Optional.of(new Attested(Role.RECEIPT, Attestations.sha256(receipt.received())));
        }
        return named.stream()
                .filter(output ->
                        key.signedHash(HexFormat.of().parseHex(output.digest().hex()), signature))
                .map(output -> new Attested(Role.OUTPUT, output.digest()))
                .findFirst();
    }

    /** {@code a/b.csv.sig} is named for {@code a/b.csv}; where nothing fits, for the only output there is. */
    private static List<AttestedReceipt.Output> namedBy(String reference, List<AttestedReceipt.Output> outputs) {
        List<AttestedReceipt.Output> hashed = outputs.stream()
                .filter(output -> output.digest().algorithm() == DigestAlgorithm.SHA256)
                .toList();
        String stem =
                reference.endsWith(SUFFIX) ? reference.substring(0, reference.length() - SUFFIX.length()) : reference;
        String file = stem.substring(stem.lastIndexOf('/') + 1);
        List<AttestedReceipt.Output> fitting = hashed.stream()
                .filter(output -> output.uri().equals(stem)
                        || output.uri()
                                .substring(output.uri().lastIndexOf('/') + 1)
                                .equals(file))
                .limit(MOST_OUTPUTS)
                .toList();
        return fitting.isEmpty() && hashed.size() == 1 ? hashed : fitting;
    }
}
