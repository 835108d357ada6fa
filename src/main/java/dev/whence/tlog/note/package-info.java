/**
 * What is signed: C2SP signed notes and checkpoints, the keys that sign them and the keys that they are checked with. A
 * note is worth nothing until a {@link dev.whence.tlog.note.NoteVerifier} has checked it.
 */
@NullMarked
package dev.whence.tlog.note;

import org.jspecify.annotations.NullMarked;
