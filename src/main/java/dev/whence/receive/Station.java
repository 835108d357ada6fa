package dev.whence.receive;

/** The stations whose time is measured, in the order of the path. */
public enum Station {
    CANONICAL,
    VALIDATE,
    POLICY,
    MAP,
    SHAPE,
    LEDGER,
    PROJECT
}
