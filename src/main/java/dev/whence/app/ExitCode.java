package dev.whence.app;

/** What a command's end means to a script. */
final class ExitCode {
    /** All went well. */
    static final int GOOD = 0;

    /** The work was done and found something: refused receipts, a failed verification, nothing of that name. */
    static final int FINDINGS = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** The work could not be done. */
    static final int FAULT = 3;

    private ExitCode() {}
}
