package dev.whence.receive;

import dev.whence.canonical.JsonLimits;
import java.time.Duration;

/**
 * How receipts are taken in.
 *
 * @param limits of one receipt's size and depth
 * @param labels of receipts that name none
 * @param queueLength how many judged receipts may wait for the sequencer before more are turned away
 * @param batchLength how many entries share one force
 * @param projectSoon how long the projector gathers under load
 * @param projectLate how long it gathers when little comes
 * @param keysFor how long an idempotency key stands for the request that it came with
 */
public record IntakeSettings(
        JsonLimits limits,
        DefaultLabels labels,
        int queueLength,
        int batchLength,
        Duration projectSoon,
        Duration projectLate,
        Duration keysFor) {
    public static final IntakeSettings DEFAULTS = new IntakeSettings(
            JsonLimits.DEFAULTS,
            DefaultLabels.PUBLIC,
            4096,
            1024,
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofHours(24));
}
