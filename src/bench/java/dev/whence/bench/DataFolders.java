package dev.whence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data folders that are full before anything is measured. */
final class DataFolders {
    private DataFolders() {}

    /**
     * Fills a folder by {@code ./whence ingest}.
     *
     * @return the wall time in seconds
     */
    static double fill(Arguments arguments, Path data, int receipts) throws IOException, InterruptedException {
        Path lines = arguments.work().resolve("receipts.ndjson");
        Files.write(lines, Receipts.ndjson(Receipts.bodies(receipts, arguments.seed())));
        return WhenceProcess.run(arguments, "ingest", lines.toString(), "--data", data.toString());
    }
}
