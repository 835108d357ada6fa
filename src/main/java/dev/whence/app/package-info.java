/**
 * The roof: reads settings, opens the parts in order and closes them in reverse, and is the command line. The only room
 * that reads configuration files or the environment.
 */
@NullMarked
package dev.whence.app;

import org.jspecify.annotations.NullMarked;
