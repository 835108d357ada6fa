/** Speaks to a running Whence over HTTP. Sees the values of {@code receipt} and nothing else of the house. */
@NullMarked
package dev.whence.client;

import org.jspecify.annotations.NullMarked;
