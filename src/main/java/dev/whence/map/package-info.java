/**
 * Station <em>map</em>: gets a receipt that passed its schema and policy; gives its triples (PROV-O, DCAT, SPDX and our
 * few own terms, one graph a receipt, no blank nodes) and, made beside them, what it adds to lineage. Refuses nothing,
 * does no I/O, and gives the same for the same receipt.
 */
@NullMarked
package dev.whence.map;

import org.jspecify.annotations.NullMarked;
