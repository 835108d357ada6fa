/**
 * Whether a dataset version may be made public: the promotion gates {@code kfm-feb:A} to {@code kfm-feb:G}. Gets a
 * {@link dev.whence.gate.Dossier} with all that is known of the version, gives a {@link dev.whence.gate.Judgement}; reads no
 * ledger, asks nobody and changes nothing.
 *
 * <p>What a gate asks stands in files: {@code /gates/gates.json} names them, {@code shapes/gates} holds shapes,
 * {@code queries/gates} queries that find what is wrong. Java puts what the dossier knows into one graph, in the terms of
 * {@code ontology/gate.ttl}, and runs them over it.
 */
@NullMarked
package dev.whence.gate;

import org.jspecify.annotations.NullMarked;
