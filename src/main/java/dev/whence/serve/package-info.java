/**
 * Station <em>serve</em>: what the outside sees. Javalin routes (one class a resource), the problem answers, the pages,
 * and (in {@code sparql}) the embedded Fuseki that hosts them all on one port. A route is parse, call, encode; it
 * decides nothing. Who the caller is, only {@link dev.whence.serve.AuthenticationFilter} says.
 */
@NullMarked
package dev.whence.serve;

import org.jspecify.annotations.NullMarked;
