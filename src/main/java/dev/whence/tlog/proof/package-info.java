/**
 * What shows to somebody who trusts only a key that an entry is in the log, and that the log only grew: C2SP tlog-proof
 * files, and consistency proofs in the form in which witnesses take them. Reading one proves nothing yet: see
 * {@link dev.whence.tlog.proof.TlogProof#verify}.
 */
@NullMarked
package dev.whence.tlog.proof;

import org.jspecify.annotations.NullMarked;
