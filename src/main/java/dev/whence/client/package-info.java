/**
 * Speaks to a running Whence over HTTP. Sees the values of {@code receipt} and nothing else of the house.
 *
 * <p>Two clients: {@link dev.whence.client.WhenceClient} sends one request and gives back its answer, for the command line.
 * {@link dev.whence.client.Whence} is for programs that make things and have to tell of it: an
 * {@link dev.whence.client.Operation} tells what was made of what, or that it failed. What it tells goes into a
 * {@link dev.whence.client.Spool} of files, forced, before anything is sent, and a {@link dev.whence.client.Courier} takes
 * it to the server in order, as often as it needs, under an idempotency key that was made with it: a server that is away, a
 * network that breaks and a process that dies lose nothing and tell nothing twice. What the server refuses is set aside and
 * told to a {@link dev.whence.client.SpoolListener}.
 */
@NullMarked
package dev.whence.client;

import org.jspecify.annotations.NullMarked;
