/**
 * What is signed: C2SP signed notes, checkpoints and cosignatures, the keys that sign them and the keys that they are
 * checked with, and how a log changes its keys. A note is worth nothing until a
 * {@link dev.whence.tlog.note.CheckpointTrust} has checked it: one key, or a policy of keys, witnesses and a quorum.
 */
@NullMarked
package dev.whence.tlog.note;

import org.jspecify.annotations.NullMarked;
