package dev.whence.query.canned;

import java.util.Optional;

/**
 * A parameter of a canned query.
 *
 * @param name the SPARQL variable, without its question mark
 * @param defaultText what holds when the caller gives nothing; a parameter without one is required
 * @param example something to try
 */
public record Parameter(
        String name, ParameterType type, Optional<String> defaultText, String description, Optional<String> example) {

    public boolean isRequired() {
        return defaultText.isEmpty();
    }
}
