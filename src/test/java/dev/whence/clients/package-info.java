/** Clients that others wrote, tried on what a real server serves. They lie pinned in {@code src/test/clients}. */
@NullMarked
package dev.whence.clients;

import org.jspecify.annotations.NullMarked;
