package dev.whence.attest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose signatures an envelope bears.
 *
 * @param by each key once, however often it signed
 * @param calledInVain whether a signature called a configured key by its name and is not its
 * @param expired whether a signature is by a key that has ended
 * @param unreadable whether a signature is not base64
 */
record Signatures(List<TrustedKey> by, boolean calledInVain, boolean expired, boolean unreadable) {
    static Signatures of(Found.InEnvelope found, KeyRing ring, Instant now, Budget budget) {
        byte[] message = found.envelope().preAuthenticationEncoding();
        Map<String, TrustedKey> by = new LinkedHashMap<>();
        boolean inVain = false;
        boolean expired = false;
        boolean unreadable = false;
        for (Envelope.Signed signed : found.envelope().signatures()) {
            if (signed.bytes().isEmpty()) {
                unreadable = true;
                continue;
            }
            boolean matched = false;
            boolean called = false;
            for (TrustedKey key : ring.inOrder(signed.keyId(), found.hint())) {
                if (!budget.take()) {
                    break;
                }
                called |= key.isCalled(signed.keyId()) || key.isCalled(found.hint());
                if (key.key().signed(message, signed.bytes().get())) {
                    matched = true;
                    expired |= !key.isValidAt(now);
                    if (key.isValidAt(now)) {
                        by.put(key.key().signer().fingerprint(), key);
                    }
                    break;
                }
            }
            inVain |= called && !matched;
        }
        return new Signatures(List.copyOf(by.values()), inVain, expired, unreadable);
    }
}
