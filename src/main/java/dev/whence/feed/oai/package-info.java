/**
 * The catalog for harvesters that speak OAI-PMH 2.0: one item a dataset, with the IRI of the dataset for its identifier, as
 * {@code dcat_ap} and {@code oai_dc}; one set a series. Knows nothing of HTTP.
 *
 * <p>The protocol is the XOAI library's: it checks requests and writes answers. Four things it does not do as we need them, and
 * these stand here: its resumption tokens have an offset where ours have a view and a place in it, so
 * {@link dev.whence.feed.oai.Harvest} writes and reads them anew for each request; it refuses times without a clock, and times
 * that lie ahead of its own, both of which the protocol allows ({@link dev.whence.feed.oai.OaiRequest}); it says other times
 * than it was given in its answer's {@code request}; and it copies metadata with a pattern matcher that several threads share.
 */
@NullMarked
package dev.whence.feed.oai;

import org.jspecify.annotations.NullMarked;
