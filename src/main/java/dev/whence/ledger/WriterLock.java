package dev.whence.ledger;

/** The right to write a data folder, while it is held. */
interface WriterLock extends AutoCloseable {
    /** Says where the writer's server answers, for those who are turned away and those who only want to read. */
    void announce(String url);

    @Override
    void close();
}
