package dev.whence.harvest.web;

import java.net.URI;

/** What came of asking for a document. */
public sealed interface Fetched {
    /**
     * It came.
     *
     * @param url where it was in the end; what is relative in it, is relative to this
     * @param mediaType without parameters, in lower case; empty where the server gave none
     * @param isImmutable whether the server says that it will never change (RFC 8246)
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    record Fresh(URI url, byte[] body, String mediaType, Validators validators, boolean isImmutable)
            implements Fetched {}

    /** It is as it was. */
    record Unchanged() implements Fetched {}

    /** It was there, and its server says that it never will be again (410). */
    record Gone() implements Fetched {}

    /**
     * It did not come; says nothing about what is in it.
     *
     * @param isPassing whether the source as a whole may be in trouble, and not this document alone
     */
    record Failed(String reason, boolean isPassing) implements Fetched {}
}
