package dev.whence.serve.sparql;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.QueryCancelledException;

/** A text that looks at a query's cancel signal now and then while it is read: the one way to stop a regular expression. */
final class StoppableText implements CharSequence {
    private static final int EVERY = 1 << 12;

    private final String text;
    private final AtomicBoolean cancelled;
    private int reads;

    StoppableText(String text, AtomicBoolean cancelled) {
        this.text = text;
        this.cancelled = cancelled;
    }

    @Override
    public char charAt(int index) {
        if (++reads % EVERY == 0 && cancelled.get()) {
            throw new QueryCancelledException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
