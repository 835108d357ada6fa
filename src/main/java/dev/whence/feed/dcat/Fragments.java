package dev.whence.feed.dcat;

import dev.whence.catalog.Change;
import dev.whence.feed.rdf.Syntax;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fragments by record and syntax, made where they are asked for; the last ones are kept, up to so many bytes. Several
 * harvesters come the same way at the same time of day. Thread-safe.
 */
final class Fragments {
    private final CatalogEntries entries;
    private final Rendering rendering;
    private final Addresses addresses;
    private final long mostBytes;
    private final Map<Key, Fragment> kept = new LinkedHashMap<>(256, 0.75f, true);
    private long bytes;

    /** By the entry that published it, which did so once. */
    private record Key(String organisation, long sequence, Syntax syntax) {}

    Fragments(CatalogEntries entries, Rendering rendering, Addresses addresses, long mostBytes) {
        this.entries = entries;
        this.rendering = rendering;
        this.addresses = addresses;
        this.mostBytes = mostBytes;
    }

    /** Nothing where what the change published was erased. */
    Optional<Fragment> of(String organisation, Change change, Syntax syntax) {
        Key key = new Key(organisation, change.sequence(), syntax);
        Optional<Fragment> known = find(key);
        if (known.isPresent()) {
            return known;
        }
        Optional<Fragment> made = entries.read(organisation, change)
                .map(entry -> rendering.fragment(entry, addresses.catalog(organisation), syntax));
        made.ifPresent(fragment -> keep(key, fragment));
        return made;
    }

    private synchronized Optional<Fragment> find(Key key) {
        return Optional.ofNullable(kept.get(key));
    }

    private synchronized void keep(Key key, Fragment fragment) {
        if (kept.put(key, fragment) == null) {
            bytes += fragment.weight();
        }
        Iterator<Fragment> eldest = kept.values().iterator();
        while (bytes > mostBytes && eldest.hasNext()) {
            bytes -= eldest.next().weight();
            eldest.remove();
        }
    }
}
