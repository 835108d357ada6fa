package dev.whence.ledger;

/**
 * Names a payload that lies beside the log, so that it can be erased and the proofs stay.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size in bytes
 */
public record PayloadRef(String sha256, long size, String mediaType) {}
