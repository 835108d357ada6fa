/**
 * What every room shares that asks other servers something: an answer is somebody else's, and no longer than it may be.
 */
@NullMarked
package dev.whence.wire;

import org.jspecify.annotations.NullMarked;
