package dev.whence.receive;

import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.BulkIntake.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Receipts from a stream of which nobody said what it is: lines of receipts when the first line is a whole JSON value, or
 * the second a whole object; one receipt otherwise.
 */
public final class StandardInput {
    private final InputStream in;
    private final int mostBytes;

    public StandardInput(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /** The stream's receipts, then others. */
    public Iterator<Item> before(Iterator<Item> others) throws IOException {
        byte[] first = in.readNBytes(mostBytes + 1);
        Iterator<Item> own = isLines(first)
                ? new NdjsonLines(new SequenceInputStream(new ByteArrayInputStream(first), in), mostBytes)
                        .iterator("-:")
                : List.of(new Item("-", first)).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return own.hasNext() || others.hasNext();
            }

            @Override
            public Item next() {
                return own.hasNext() ? own.next() : others.next();
            }
        };
    }

    private static boolean isLines(byte[] first) {
        int end = lineEnd(first, 0);
        if (end == first.length || restIsBlank(first, end)) {
            return false;
        }
        return isWhole(first, 0, end) || isObject(first, end + 1, lineEnd(first, end + 1));
    }

    /** The second line decides where the first is broken: no line inside one receipt is an object there. */
    private static boolean isObject(byte[] bytes, int from, int to) {
        return from < to && bytes[from] == '{' && isWhole(bytes, from, to);
    }

    private static boolean isWhole(byte[] bytes, int from, int to) {
        try {
            StrictJson.parse(Arrays.copyOfRange(bytes, from, to), JsonLimits.DEFAULTS);
            return true;
        } catch (RefusedException partOfOne) {
            return false;
        }
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean restIsBlank(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
