package dev.whence.harvest.web;

/** Nothing more may be asked for in this harvest; its message says why. */
public final class StoppedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    public StoppedException(String why) {
        super(why);
        this.why = why;
    }

    /** In words for whoever harvests. */
    public String why() {
        return why;
    }
}
