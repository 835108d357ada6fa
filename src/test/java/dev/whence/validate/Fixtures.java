package dev.whence.validate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the receipts of the tests lie. */
final class Fixtures {
    static final Path RECEIPTS = Path.of("src/test/resources/receipts");

    private Fixtures() {}

    static List<Path> cases(String folder) {
        try (Stream<Path> cases = Files.list(RECEIPTS.resolve(folder))) {
            return cases.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] receipt(String testCase) throws IOException {
        return Files.readAllBytes(RECEIPTS.resolve(testCase).resolve("receipt.json"));
    }

    /** The real receipts, which do not come with the source; a test without them is skipped. */
    static Path realReceipts() {
        Path shared =
                Path.of(Optional.ofNullable(System.getenv("WHENCE_SHARED_DATA")).orElse("../shared/data"));
        Path receipts = shared.resolve("kfm/receipts");
        assumeTrue(Files.isDirectory(receipts), "the real receipts are not here: " + receipts);
        return receipts;
    }

    static List<Path> jsonFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
