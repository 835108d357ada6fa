package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;

/** Takes one record in and shows what became of it. */
record RecordWork(Recorder recorder, Recorder.Draft draft, Call call, Shown shown) implements Work {
    /** The result of an envelope that wrote a record. */
    interface Shown {
        ObjectNode of(Recorder.Draft draft, Written written) throws RefusedException;
    }

    @Override
    public Done run() throws RefusedException {
        Written written = recorder.record(draft, call);
        return new Done(shown.of(draft, written), Optional.of(written));
    }

    /** A record that is not there at all is told of already. */
    @Override
    public List<Violation> alsoWrong() {
        return draft.json().isObject() ? recorder.faults(draft, call) : List.of();
    }
}
