/**
 * Witnessing, both sides of C2SP tlog-witness. {@link dev.whence.witness.Witness} is one: it remembers the largest
 * checkpoint that it has signed of each log, and signs a greater one only where that log is shown to have grown from it,
 * so a log cannot show different histories to different people without its witnesses' help.
 * {@link dev.whence.witness.CosignatureCollector} is a log's side: it hands each new checkpoint to the log's witnesses and
 * adds what they sign. Publishing never waits for a witness.
 *
 * <p>HTTP is spoken in {@code serve} for the one side, and by the JDK's client here for the other.
 */
@NullMarked
package dev.whence.witness;

import org.jspecify.annotations.NullMarked;
