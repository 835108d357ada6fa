/**
 * Operations: what callers may have done, each declared once ({@link dev.whence.operate.Declaration}) and all run by one
 * {@link dev.whence.operate.Pipeline}. A declaration gives an operation its routes, its description, its command line help
 * and its row in the documentation; a new one is a class, two schema files and a line in
 * {@link dev.whence.operate.Operations}.
 *
 * <p>Lineage by construction: an operation that writes makes one record, which is the artifact's own word and its lineage at
 * once, and the pipeline appends it to the ledger after everything else has gone well. Before that nothing is kept, after it
 * everything is; there is no instant between. One that declares products and names none fails closed.
 *
 * <p>Sees who asks as a {@link dev.whence.access.Principal} and a {@link dev.whence.access.Sight}; knows no HTTP.
 */
@NullMarked
package dev.whence.operate;

import org.jspecify.annotations.NullMarked;
