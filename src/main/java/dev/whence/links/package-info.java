/**
 * The station that checks whether catalog records hold together: STAC, DCAT and PROV documents that should lead to each
 * other, and from each to the run behind it. Gets documents whose references are resolved; gives a {@link
 * dev.whence.links.LinkReport}; asks no network.
 *
 * <p>What must link to what stands in {@code /links/matrix.json}. The rules see a {@link dev.whence.links.Catalog} and
 * nothing of where its documents come from; {@link dev.whence.links.FolderLibrary} is the one part that knows files. What
 * it reads is a stranger's: nothing outside its root is opened, nothing is followed deeper than a fixed depth, no address
 * is repeated with what may be secret in it.
 */
@NullMarked
package dev.whence.links;

import org.jspecify.annotations.NullMarked;
