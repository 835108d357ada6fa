/**
 * How another's server is asked, politely: one request at a time, with pauses, as its {@code robots.txt} allows (RFC 9309),
 * only for what has changed (RFC 9110 §13), within a budget of bytes and time; and safely: only the hosts that the operator
 * named, no private addresses, bounded bodies, no cookies.
 */
@NullMarked
package dev.whence.harvest.web;

import org.jspecify.annotations.NullMarked;
