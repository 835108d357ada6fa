/**
 * Station <em>serve</em>, its SPARQL side: one Fuseki that answers queries at {@code /sparql} and whose Jetty carries
 * everything else on the same port. It gets SPARQL queries from anybody, gives answers that are whole or none at all,
 * and refuses updates, requests to other servers, and whatever takes more time, rows or memory than the settings allow.
 *
 * <p>An answer is made completely before its first byte is sent. So a fault in the middle is an error and not a short
 * answer, and a slow reader holds neither a query slot nor a transaction.
 */
@NullMarked
package dev.whence.serve.sparql;

import org.jspecify.annotations.NullMarked;
