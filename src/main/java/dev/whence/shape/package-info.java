/**
 * Station <em>shape</em>: gets a receipt's own graph, before the ledger sees it; gives it on when it keeps every shape in
 * {@code shapes/}; refuses it with all that it breaks otherwise. No switch turns this off. The SHACL engine is known
 * here and nowhere else.
 */
@NullMarked
package dev.whence.shape;

import org.jspecify.annotations.NullMarked;
