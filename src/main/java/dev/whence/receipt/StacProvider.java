package dev.whence.receipt;

import java.util.List;
import java.util.Optional;

/**
 * Somebody who makes, processes, licenses or hosts the data of a STAC record.
 *
 * @param roles of {@code producer}, {@code processor}, {@code licensor}, {@code host}
 * @param url of their home page
 */
public record StacProvider(String name, List<String> roles, Optional<String> url) {
    public StacProvider {
        roles = List.copyOf(roles);
    }
}
