package dev.whence.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rights of every ledger entry, four bytes an entry: entries of equal rights share a class, and a caller's sight is
 * decided once a class. One thread adds, in the order of the ledger, before the entry is acknowledged; any number read.
 */
public final class EntryRights {
    private static final int BITS = 14;
    private static final int MASK = (1 << BITS) - 1;

    private final Map<Rights, Integer> numbers = new HashMap<>();
    private volatile List<Rights> classes = List.of();
    private int[][] chunks = new int[4][];
    private volatile Published published = new Published(chunks, 0);

    /** What readers see: the rows below the size never change. */
    private record Published(int[][] chunks, int size) {}

    /**
     * Adds an entry.
     *
     * @throws IllegalArgumentException unless the sequence is the next one
     */
    public synchronized void add(long sequence, Rights rights) {
        int size = published.size();
        if (sequence != size) {
            throw new IllegalArgumentException("entry " + sequence + " where " + size + " is due");
        }
        int chunk = size >>> BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new int[1 << BITS];
        }
        chunks[chunk][size & MASK] = number(rights);
        published = new Published(chunks, size + 1);
    }

    private int number(Rights rights) {
        Integer known = numbers.get(rights);
        if (known != null) {
            return known;
        }
        List<Rights> more = new ArrayList<>(classes);
        more.add(rights);
        numbers.put(rights, more.size() - 1);
        // Before the entry that needs it: whoever sees the entry sees its class.
        classes = List.copyOf(more);
        return more.size() - 1;
    }

    /** How many entries are known. */
    public long size() {
        return published.size();
    }

    /** The rights of an entry below {@link #size()}. */
    public Rights of(long sequence) {
        Published now = published;
        if (sequence < 0 || sequence >= now.size()) {
            throw new IndexOutOfBoundsException("entry " + sequence + " of " + now.size());
        }
        return classes.get(classOf(now, sequence));
    }

    private static int classOf(Published now, long sequence) {
        return now.chunks()[(int) (sequence >>> BITS)][(int) (sequence & MASK)];
    }

    /** What a principal sees of the entries that there are, and of those to come while it is used. */
    public Sight sight(Access access, Principal principal, Instant now) {
        return principal.means() == Principal.Means.HOUSE ? Sight.ALL : new Seen(access, principal, now);
    }

    /** Decides each class once, when it is first met. */
    private final class Seen implements Sight {
        private final Access access;
        private final Principal principal;
        private final Instant now;
        private volatile Classes decided = new Classes(0, new BitSet());
        private volatile boolean hid;

        private record Classes(int count, BitSet seen) {}

        Seen(Access access, Principal principal, Instant now) {
            this.access = access;
            this.principal = principal;
            this.now = now;
        }

        @Override
        public boolean sees(long sequence) {
            Published rows = published;
            if (sequence < 0 || sequence >= rows.size()) {
                return false;
            }
            int rights = classOf(rows, sequence);
            Classes known = decided;
            boolean seen = (rights < known.count() ? known : decide()).seen().get(rights);
            if (!seen && !hid) {
                hid = true;
            }
            return seen;
        }

        /** Classes outnumber what the first entries have; one among them that is not seen says nothing, and costs nothing. */
        @Override
        public boolean seesAll(long size) {
            if (published.size() < size) {
                return false;
            }
            Classes known = decided.count() == classes.size() ? decided : decide();
            return known.seen().cardinality() == known.count();
        }

        @Override
        public boolean hasHidden() {
            return hid;
        }

        @Override
        public boolean wouldSee(Rights rights) {
            return access.read(principal, rights, now).allowed();
        }

        private Classes decide() {
            List<Rights> all = classes;
            BitSet seen = new BitSet(all.size());
            for (int i = 0; i < all.size(); i++) {
                seen.set(i, access.read(principal, all.get(i), now).allowed());
            }
            Classes made = new Classes(all.size(), seen);
            decided = made;
            return made;
        }
    }
}
