package dev.whence.harvest.read;

import java.net.URI;

/**
 * A document of the source's.
 *
 * @param url where it was
 * @param mediaType as its server said, without parameters; empty where it said nothing
 * @param isImmutable whether its server says that it never changes
 */
@SuppressWarnings("ArrayRecordComponent") // Read at once, never compared.
public record Document(URI url, byte[] body, String mediaType, boolean isImmutable) {}
