package dev.whence.harvest.read;

/** Reads the documents of one kind of source. Thread-safe. */
public interface PageReader {
    /** @throws UnreadableException where the document is none of this kind */
    Page read(Document document) throws UnreadableException;
}
