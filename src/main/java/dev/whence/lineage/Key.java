package dev.whence.lineage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What stands for a name in memory: its kind, and the first 125 bits of the SHA-256 of its IRI. Names come from
 * strangers, so the digest must resist collisions made on purpose, not only those of chance.
 *
 * @param low its lowest three bits are the kind's {@linkplain NameKind#code() code}
 */
record Key(long high, long low) implements Comparable<Key> {
    static final long KIND_BITS = 7;

    /** Makes keys. Not thread safe; one an operation. */
    static final class Maker {
        private final MessageDigest sha256;

        Maker() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }

        Key key(NameKind kind, String iri) {
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(iri.getBytes(StandardCharsets.UTF_8)));
            return new Key(digest.getLong(), digest.getLong()).as(kind);
        }
    }

    @Override
    public int compareTo(Key other) {
        int byHigh = Long.compare(high, other.high);
        return byHigh == 0 ? Long.compare(low, other.low) : byHigh;
    }

    /** The same IRI as a name of another kind. */
    Key as(NameKind kind) {
        return new Key(high, (low & ~KIND_BITS) | kind.code());
    }
}
