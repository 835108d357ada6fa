/**
 * Whether a dataset version may be published. {@link dev.whence.gate.Gates} judges a {@link dev.whence.gate.Dossier}: what is
 * known of the version, read from the ledger by somebody who may see it. Each gate is a set of SHACL shapes and SPARQL
 * queries in files ({@code shapes/gates}, {@code queries/gates}); Java only runs them. {@link dev.whence.gate.Obligations}
 * makes a record's public form.
 */
@NullMarked
package dev.whence.gate;

import org.jspecify.annotations.NullMarked;
