package dev.whence.lineage;

import dev.whence.receipt.LineageFacts.Thing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes an entity: these bytes at this place, or under this thing's name. So an artifact version needs no key of its own, and that saves a
 * fifth of the index. One of the two may be missing, never both.
 */
record EntityKey(@Nullable Key content, @Nullable Key location) {

    static EntityKey of(Key.Maker keys, Thing thing) {
        boolean isBytes = thing.content().filter(thing.iri()::equals).isPresent();
        Optional<Key> named = thing.location().isPresent() || isBytes
                ? thing.location().map(iri -> keys.key(NameKind.LOCATION, iri))
                : Optional.of(keys.key(NameKind.THING, thing.iri()));
        return new EntityKey(
                thing.content().map(iri -> keys.key(NameKind.CONTENT, iri)).orElse(null), named.orElse(null));
    }

    /** The name of an entity that lacks bytes or a place; nothing for an artifact version. */
    @Nullable
    Key bare() {
        if (content == null && location != null) {
            return location.as(NameKind.BARE);
        }
        return content != null && location == null ? content.as(NameKind.BARE) : null;
    }
}
