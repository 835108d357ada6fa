package dev.whence.harvest;

import dev.whence.harvest.read.SourceKind;
import java.net.URI;
import java.util.Optional;

/**
 * What is to be harvested.
 *
 * @param url where the source begins
 * @param kind of source; absent where its first document tells
 * @param again whether every document is asked for as if it were new
 * @param believesDeletions whether records are withdrawn even where suspiciously many are gone
 * @param isDry whether nothing is kept of it
 */
public record HarvestRequest(
        URI url, Optional<SourceKind> kind, boolean again, boolean believesDeletions, boolean isDry) {}
