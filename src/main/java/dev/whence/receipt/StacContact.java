package dev.whence.receipt;

import java.util.Optional;

/**
 * Whom to ask about the data of a STAC record (contacts extension).
 *
 * @param name of a person or an organisation
 * @param email where they say one
 */
public record StacContact(String name, Optional<String> email) {}
