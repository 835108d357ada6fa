package dev.whence.lineage;

/** Why an entity has an ancestor or a descendant: a statement about a run, or a stated derivation; packed in an int. */
final class Mention {
    private Mention() {}

    static int by(int statement) {
        return statement << 1;
    }

    static int stated(int derivation) {
        return derivation << 1 | 1;
    }

    static boolean isStated(int mention) {
        return (mention & 1) == 1;
    }

    /** The statement's number, or the derivation's. */
    static int number(int mention) {
        return mention >>> 1;
    }
}
