/**
 * Judges packets: single JSON documents that put something before a gate, with all that is claimed of it, outside any ledger.
 * What a packet must look like is a JSON Schema, what must hold in it is queries over the document as triples; both in files,
 * named by {@code /gate/packets.json}. A packet is believed nothing: only whether it holds together is found out.
 */
@NullMarked
package dev.whence.gate.packet;

import org.jspecify.annotations.NullMarked;
