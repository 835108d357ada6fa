package dev.whence.attest;

/** How many signatures are still checked for one attachment: a stranger's file must not keep a core busy. */
final class Budget {
    static final int CHECKS = 512;

    private int left = CHECKS;

    /** Takes one; false where none is left. */
    boolean take() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    boolean isSpent() {
        return left == 0;
    }
}
