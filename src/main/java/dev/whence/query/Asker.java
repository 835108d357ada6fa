package dev.whence.query;

import dev.whence.access.Sight;
import dev.whence.receipt.Iris;

/**
 * For whom an answer is made.
 *
 * @param organisation whose names are meant where a name does not say whose it is
 * @param sight what of the ledger may be in the answer; the rest is as if it had never come
 */
public record Asker(String organisation, Sight sight) {
    /** Who stands above rights: a person at the data folder. */
    public static final Asker HOUSE = ofHouse(Iris.DEFAULT_ORGANISATION);

    /** One who stands above rights, and means an organisation's names. */
    public static Asker ofHouse(String organisation) {
        return new Asker(organisation, Sight.ALL);
    }
}
