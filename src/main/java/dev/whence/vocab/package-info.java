/** IRI constants, one class a vocabulary; nothing but Jena core below. Each constant exists in its vocabulary's file. */
@NullMarked
package dev.whence.vocab;

import org.jspecify.annotations.NullMarked;
