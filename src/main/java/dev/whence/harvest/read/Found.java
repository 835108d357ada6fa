package dev.whence.harvest.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A record that stands in a document.
 *
 * @param id what tells it from others of the same source, whatever else it says
 * @param kind of record
 * @param envelope with the record in it; without where it is from
 * @param url where the record itself is, to which what is relative in it is relative
 * @param at when it became so, where the source says that; an older version never takes the place of a newer one
 */
public record Found(String id, ReceiptKind kind, ObjectNode envelope, URI url, Optional<Instant> at) {}
