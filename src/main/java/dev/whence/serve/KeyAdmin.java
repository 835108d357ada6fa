package dev.whence.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.RefusedException;
import java.util.Optional;

/** Changes the log's key, for whoever asks the server to. */
public interface KeyAdmin {
    /**
     * Begins or finishes a change of keys.
     *
     * @param vkey of a new key that the server was given from outside; absent: one is made
     * @return what has happened, as JSON
     * @throws RefusedException where the step is out of turn, or the key is not here
     */
    ObjectNode rotate(boolean finish, Optional<String> vkey) throws RefusedException;
}
