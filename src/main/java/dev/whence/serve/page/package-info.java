/**
 * Pages for people: plain HTML made on the server, one style sheet, no script. A page shows what the same address gives
 * to a program; it knows nothing that the program cannot get.
 */
@NullMarked
package dev.whence.serve.page;

import org.jspecify.annotations.NullMarked;
