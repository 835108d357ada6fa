package dev.whence.trail;

/**
 * How the trail is kept.
 *
 * @param enabled whether there is one
 * @param fileBytes after which a day's next file begins
 * @param queue how many lines may wait to be written
 * @param reads whether reads that were allowed are recorded; writes and denials always are
 * @param refusesAll whether reads are refused too while nothing can be recorded
 */
public record TrailSettings(boolean enabled, long fileBytes, int queue, boolean reads, boolean refusesAll) {
    public static final TrailSettings DEFAULTS = new TrailSettings(true, 64L << 20, 8192, true, false);
}
