package dev.whence.lineage;

/**
 * Lists of numbers, most of which hold one: that one lies in the list's head itself, and only longer lists have cells.
 * A head is {@link #EMPTY}, a value + 1, or −(cell + 1). New values go in front, so a list reads newest first.
 *
 * <p>One thread adds; the owner publishes the new head with release, readers acquire it.
 */
final class Postings {
    static final int EMPTY = 0;

    private final IntColumn values = new IntColumn();
    /** The next cell + 1; 0 ends the list. */
    private final IntColumn next = new IntColumn();

    /** Gives the head of the list with one value more. */
    int add(int head, int value) {
        if (head == EMPTY) {
            return value + 1;
        }
        int rest = head > 0 ? cell(head - 1, 0) : -head - 1;
        return -(cell(value, rest + 1) + 1);
    }

    Cursor read(int head) {
        return new Cursor(head);
    }

    long bytes() {
        return values.bytes() + next.bytes();
    }

    private int cell(int value, int rest) {
        next.append(rest);
        return values.append(value);
    }

    /** Reads one list from its newest value to its oldest. */
    final class Cursor {
        private int at;
        private int value;

        private Cursor(int head) {
            at = head;
        }

        boolean advance() {
            if (at == EMPTY) {
                return false;
            }
            if (at > 0) {
                value = at - 1;
                at = EMPTY;
            } else {
                int cell = -at - 1;
                value = values.get(cell);
                at = -next.get(cell);
            }
            return true;
        }

        int value() {
            return value;
        }
    }
}
