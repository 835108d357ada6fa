package dev.whence.app;

import dev.whence.operate.Stage;
import java.nio.file.Path;

/** A process that dies at once when an operation has passed a stage: no hook runs, no buffer is written. */
final class KilledOperation {
    static final int KILLED = 137;

    private KilledOperation() {}

    public static void main(String[] arguments) throws Exception {
        Stage last = Stage.valueOf(arguments[1]);
        Stage.Watch kills = (passed, operation) -> {
            if (passed == last) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
        try (OperationHouse house = OperationHouse.open(Path.of(arguments[0]), kills)) {
            house.call("provenance.emit", OperationFaultTest.EMIT);
        }
    }
}
