package dev.whence.feed;

import java.io.IOException;
import java.io.OutputStream;

/** Where files go that are made of what is published. */
@FunctionalInterface
public interface FileTarget {
    /** @param name with slashes between folders */
    void put(String name, Content content) throws IOException;

    /** What a file holds. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
