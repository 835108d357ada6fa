/**
 * What documents of catalogs say, before any station judges them: reads RDF in the syntaxes that catalogs are written in
 * (JSON-LD 1.1 with the contexts that lie here, Turtle, RDF/XML, N-Triples), DCAT-US and PROV-JSON as graphs; finds the
 * datasets; cuts a document of many into one description a dataset. Fetches nothing: a context that does not lie here, and
 * a DTD, are refused. Gives a graph, or says by {@link dev.whence.dcat.UnreadableException} what cannot be read.
 *
 * <p>It lies below the stations because {@code validate} asks what a record is about, {@code map} says what it means, and
 * {@code receive} takes a document of many apart: all three read the same.
 */
@NullMarked
package dev.whence.dcat;

import org.jspecify.annotations.NullMarked;
