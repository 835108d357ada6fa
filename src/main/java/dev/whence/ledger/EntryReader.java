package dev.whence.ledger;

import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Reads entries: the newest from memory, the others from full bundles, of which it keeps a few. Thread safe; one reading
 * sees one state of the log.
 */
final class EntryReader {
    private static final int BUNDLES_KEPT = 16;
    /** How many bundles are read and parsed at once: enough for every core, few enough for the heap. */
    private static final int BUNDLES_AT_ONCE = 32;

    private final Tail tail;
    private final TileFiles files;
    private final Map<Long, EntryBundle> kept = new LinkedHashMap<>(BUNDLES_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, EntryBundle> eldest) {
            return size() > BUNDLES_KEPT;
        }
    };

    EntryReader(Tail tail, TileFiles files) {
        this.tail = tail;
        this.files = files;
    }

    /** How one entry of a bundle is read: whole, or its event alone. */
    private interface Parser<T> {
        T parse(EntryBundle bundle, int position) throws MalformedEntryException;
    }

    Entry entry(long sequence) {
        List<Entry> recent = tail.slice(sequence, sequence + 1);
        if (!recent.isEmpty()) {
            return recent.get(0);
        }
        if (sequence < 0 || sequence >= tail.end()) {
            throw new IndexOutOfBoundsException("entry " + sequence + " of " + tail.end());
        }
        long index = sequence / Tiles.WIDTH;
        return parse(bundle(index), index, (int) (sequence % Tiles.WIDTH), EntryReader::entryOf);
    }

    private static Entry entryOf(EntryBundle bundle, int position) throws MalformedEntryException {
        return Entry.parse(bundle.bytes(position));
    }

    private static Event eventOf(EntryBundle bundle, int position) throws MalformedEntryException {
        return EventLine.read(bundle.bytesBefore(position, Entry.LINE_END));
    }

    private EntryBundle bundle(long index) {
        synchronized (kept) {
            EntryBundle known = kept.get(index);
            if (known != null) {
                return known;
            }
        }
        EntryBundle bundle = files.bundle(index, Tiles.WIDTH);
        synchronized (kept) {
            kept.put(index, bundle);
        }
        return bundle;
    }

    void entries(long from, long to, Consumer<Entry> visitor) {
        scan(from, to, EntryReader::entryOf, visitor, entry -> entry);
    }

    void events(long from, long to, Consumer<Event> visitor) {
        scan(from, to, EntryReader::eventOf, visitor, Entry::event);
    }

    private <T> void scan(long from, long to, Parser<T> parser, Consumer<T> visitor, Function<Entry, T> recentForm) {
        if (from < 0 || from > to || to > tail.end()) {
            throw new IndexOutOfBoundsException("entries " + from + " to " + to + " of " + tail.end());
        }
        // Taken first: what leaves the tail meanwhile is in full bundles by then.
        List<Entry> recent = tail.slice(from, to);
        long published = to - recent.size();
        if (from < published) {
            readBundles(from, published, parser, visitor);
        }
        recent.forEach(entry -> visitor.accept(recentForm.apply(entry)));
    }

    private <T> void readBundles(long from, long published, Parser<T> parser, Consumer<T> visitor) {
        for (long first = from / Tiles.WIDTH; first * Tiles.WIDTH < published; first += BUNDLES_AT_ONCE) {
            long end = Math.min(first + BUNDLES_AT_ONCE, (published + Tiles.WIDTH - 1) / Tiles.WIDTH);
            LongStream.range(first, end)
                    .parallel()
                    .mapToObj(index -> parse(index, from, published, parser))
                    .toList()
                    .forEach(bundle -> bundle.forEach(visitor));
        }
    }

    private <T> List<T> parse(long index, long from, long to, Parser<T> parser) {
        long start = index * Tiles.WIDTH;
        int first = (int) Math.max(from - start, 0);
        int end = (int) Math.min(to - start, Tiles.WIDTH);
        EntryBundle bundle = files.bundle(index, Tiles.WIDTH);
        List<T> parsed = new ArrayList<>(end - first);
        for (int position = first; position < end; position++) {
            parsed.add(parse(bundle, index, position, parser));
        }
        return parsed;
    }

    private static <T> T parse(EntryBundle bundle, long index, int position, Parser<T> parser) {
        try {
            return parser.parse(bundle, position);
        } catch (MalformedEntryException e) {
            String place = "ledger/" + TilePath.bundle(index, Tiles.WIDTH).text();
            long sequence = index * Tiles.WIDTH + position;
            throw new LedgerDamagedException(new Fault(place + " entry " + sequence, String.valueOf(e.getMessage())));
        }
    }
}
