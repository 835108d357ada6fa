package dev.whence.attest;

import dev.whence.receipt.Digest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A receipt as far as attestations of it can speak of it.
 *
 * @param received its bytes as they came
 * @param names its id and the SHA-256 of its bytes: an attestation may speak of the receipt itself
 * @param outputs what its run made, in the receipt's order
 * @param inputs the digests of what its run used
 * @param signatureRef where the receipt says that its signature lies
 */
public record AttestedReceipt(
        byte[] received,
        Set<Digest.WellFormed> names,
        List<Output> outputs,
        Set<Digest.WellFormed> inputs,
        Optional<String> signatureRef) {
    public AttestedReceipt {
        names = Set.copyOf(names);
        outputs = List.copyOf(outputs);
        inputs = Set.copyOf(inputs);
    }

    /** Something that the run made. */
    public record Output(String uri, Digest.WellFormed digest) {}

    boolean made(Digest.WellFormed digest) {
        return outputs.stream().anyMatch(output -> output.digest().equals(digest));
    }
}
