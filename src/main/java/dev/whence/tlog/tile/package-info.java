/** The files of a C2SP tlog-tiles log: their names, and the bundles that hold its entries. */
@NullMarked
package dev.whence.tlog.tile;

import org.jspecify.annotations.NullMarked;
