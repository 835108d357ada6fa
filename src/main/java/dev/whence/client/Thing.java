package dev.whence.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A thing that an operation read or made, by its type and its id.
 *
 * @param type a word such as {@code item}, {@code order}, {@code collection} or {@code artifact}
 * @param id within the type; for an {@code artifact} its URI
 * @param uri where its bytes lie
 * @param digest of its bytes: {@code sha256:…}, {@code sha384:…}, {@code sha512:…} or {@code blake3:…}
 */
public record Thing(String type, String id, Optional<String> uri, Optional<String> digest) {
    static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final int LONGEST_ID = 512;

    /** @throws IllegalArgumentException where type or id have not their form */
    public Thing {
        if (!WORD.matcher(type).matches()) {
            throw new IllegalArgumentException("a type is a word of lower-case letters, digits and _: " + type);
        }
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("an id has 1 to " + LONGEST_ID + " characters");
        }
    }

    public static Thing of(String type, String id) {
        return new Thing(type, id, Optional.empty(), Optional.empty());
    }

    /** The same, with the place of its bytes. */
    public Thing at(String place) {
        return new Thing(type, id, Optional.of(place), digest);
    }

    /** The same, with the digest of its bytes. */
    public Thing digest(String of) {
        return new Thing(type, id, uri, Optional.of(of));
    }

    void write(ObjectNode json) {
        json.put("entity_type", type).put("entity_id", id);
        uri.ifPresent(place -> json.put("uri", place));
        digest.ifPresent(of -> json.put("digest", of));
    }
}
