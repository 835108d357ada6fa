package dev.whence.harvest.read;

import java.time.Instant;
import java.util.Optional;

/**
 * A record that the source says is there no more.
 *
 * @param id as {@link Found#id()}
 */
public record Removed(String id, Optional<Instant> at) {}
