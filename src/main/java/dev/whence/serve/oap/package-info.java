/**
 * The orchestration protocol OAP, as far as it is about provenance: envelopes in, envelopes out. Nothing in here knows
 * HTTP: {@link dev.whence.serve.oap.Orchestration} takes the bytes of a request and its headers, and gives the envelope,
 * the status and the headers of the answer. An {@link dev.whence.serve.oap.EnvelopeType} checks the parameters of one
 * envelope, all of them at once, and only then does its work.
 *
 * <p>What is written goes the same strict path as every receipt; what is read comes from the ledger, never from the graph,
 * so that whoever was answered finds it in the next query.
 */
@NullMarked
package dev.whence.serve.oap;

import org.jspecify.annotations.NullMarked;
