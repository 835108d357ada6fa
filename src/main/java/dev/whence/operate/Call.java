package dev.whence.operate;

import dev.whence.receive.IdempotencyKey;
import java.util.Optional;

/**
 * What comes in: who calls, with which body.
 *
 * @param body JSON, as it came
 * @param key under which a call that writes may be sent again
 */
public record Call(Invocation.Caller caller, byte[] body, Optional<String> key) {

    /** For callers who send no key. */
    public static Call of(Invocation.Caller caller, byte[] body) {
        return new Call(caller, body, Optional.empty());
    }

    Optional<IdempotencyKey> keyFor(String operation) {
        return key.map(text -> IdempotencyKey.of(operation, text, body));
    }
}
