/**
 * Station <em>attest</em>: says what came of checking an attachment against the receipt that it belongs to. Gets the
 * attached bytes, the receipt's bytes and digests, and the keys that were configured; gives a
 * {@link dev.whence.receipt.Verdict}. {@link dev.whence.attest.Attestations} shows the whole of it.
 *
 * <p>Read: DSSE envelopes, alone, one a line, in sigstore bundles, in npm's and in Google Cloud Build's files; in-toto
 * statements v0.1 and v1; SLSA provenance v0.1, v0.2 and v1; detached signatures as cosign writes them. Signatures are
 * checked by the JDK, each by its key's own algorithm and form, never by trying; what is read as a statement are the very
 * bytes whose signature was checked. Subjects are compared by digest, never by name.
 *
 * <p>A certificate that came along proves nothing by itself. Who signed with one is told by the optional sigstore part
 * ({@link dev.whence.attest.SigstorePart}), behind a class loader of its own; without it the verdict says that the chain
 * was not checked, and is never <em>verified</em>.
 *
 * <p>Nothing here throws on what a stranger sent, or does more than a bounded amount of work for it.
 */
@NullMarked
package dev.whence.attest;

import org.jspecify.annotations.NullMarked;
