package dev.whence.witness;

import dev.whence.tlog.note.VerifierKey;
import java.net.URI;

/**
 * A witness as a log's operator names it.
 *
 * @param url its submission prefix, without a slash at the end
 */
public record WitnessAddress(VerifierKey key, URI url) {
    /** Where checkpoints are handed in. */
    URI submission() {
        return URI.create(url + "/add-checkpoint");
    }
}
