package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerException;
import dev.whence.ledger.LedgerStoppedException;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.KeyAdmin;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.LogSigner;
import java.util.Optional;

/** Takes the steps of a change of keys in an open house, for its own command and for a server's callers. */
final class KeyRotator implements KeyAdmin {
    private final Whence whence;

    KeyRotator(Whence whence) {
        this.whence = whence;
    }

    @Override
    public ObjectNode rotate(boolean finish, Optional<String> vkey) throws RefusedException {
        Optional<LogSigner> given = vkey.isEmpty() ? Optional.empty() : Optional.of(given(vkey.get()));
        try {
            Entry entry = whence.changeKeys(finish ? Ledger::finishRotation : ledger -> ledger.beginRotation(given));
            return json((Ledger) whence.ledger(), entry, finish);
        } catch (LedgerStoppedException stopped) {
            throw new RefusedException(ProblemType.UNAVAILABLE, String.valueOf(stopped.getMessage()));
        } catch (LedgerException notNow) {
            throw new RefusedException(ProblemType.CONFLICT, String.valueOf(notNow.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ProblemType.UNAVAILABLE, "Interrupted; see whence keys list.");
        }
    }

    private LogSigner given(String vkey) throws RefusedException {
        return whence.givenKeys().stream()
                .filter(key -> key.verifier().line().equals(vkey))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        ProblemType.CONFLICT,
                        "The private half of that key is not here: add its file to the setting ledger.key-file of the"
                                + " server, restart it, and ask again."));
    }

    /** What one step came to. */
    static ObjectNode json(Ledger ledger, Entry entry, boolean finish) {
        KeyHistory history = KeyHistory.of(ledger.policy());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("step", finish ? "finish" : "begin").put("sequence", entry.sequence());
        json.put("event_hash", entry.eventHash());
        json.put("from_size", entry.sequence() + 1).put("vkey", history.newest().line());
        history.leaving().ifPresent(old -> json.put("leaving", old.line()));
        return json;
    }
}
