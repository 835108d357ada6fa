package dev.whence.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.map.Mapped;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.map.RoundTrip;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Receipts from the wild: whatever the validator lets through must map, keep every shape, and survive N-Quads. */
class RealReceiptsTest {
    private static final Path RECEIPTS = Path.of(System.getenv().getOrDefault("WHENCE_SHARED_DATA", "../shared/data"))
            .resolve("kfm/receipts");

    private final ReceiptValidator validator = new ReceiptValidator();
    private final ReceiptMapper mapper = new ReceiptMapper(new Iris(Iris.DEFAULT_BASE));
    private final ShapeCheck check = new ShapeCheck();

    @Test
    void every_valid_receipt_maps_and_keeps_every_shape() throws IOException {
        assumeTrue(Files.isDirectory(RECEIPTS), "no real receipts at " + RECEIPTS);
        int judged = 0;
        try (Stream<Path> files = Files.walk(RECEIPTS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                Optional<MappingInput> input = read(file);
                if (input.isPresent()) {
                    judge(file, mapper.map(input.get()));
                    judged++;
                }
            }
        }
        assertThat(judged).isPositive();
    }

    private void judge(Path file, Mapped mapped) {
        assertThat(RoundTrip.isSafe(mapped.graph())).as(file.toString()).isTrue();
        assertThatCode(() -> check.check(mapped.graph())).as(file.toString()).doesNotThrowAnyException();
    }

    /** Nothing where the receipt is refused: that is another test's business. */
    private Optional<MappingInput> read(Path file) throws IOException {
        try {
            CanonicalReceipt receipt = CanonicalReceipt.of(Files.readAllBytes(file), JsonLimits.DEFAULTS);
            var valid = validator.validate(receipt.tree(), receipt.id(), Leniency.STRICT);
            return Optional.of(MappingInput.of(valid.receipt(), receipt.id()));
        } catch (RefusedException refused) {
            return Optional.empty();
        }
    }
}
