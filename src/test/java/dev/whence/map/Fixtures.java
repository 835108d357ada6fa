package dev.whence.map;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import dev.whence.validate.ValidReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The valid receipts of {@code src/test/resources/receipts/valid/}, by the names of their folders. */
public final class Fixtures {
    public static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);
    private static final Path VALID = Path.of("src/test/resources/receipts/valid");
    private static final ReceiptValidator VALIDATOR = new ReceiptValidator();

    private Fixtures() {}

    public static List<String> names() {
        try (Stream<Path> folders = Files.list(VALID)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static MappingInput input(String name) throws IOException, RefusedException {
        byte[] bytes = Files.readAllBytes(VALID.resolve(name).resolve("receipt.json"));
        CanonicalReceipt canonical = CanonicalReceipt.of(bytes, JsonLimits.DEFAULTS);
        ValidReceipt valid = VALIDATOR.validate(canonical.tree(), canonical.id(), Leniency.STRICT);
        return new MappingInput(
                valid.receipt(), canonical.id(), Iris.DEFAULT_ORGANISATION, valid.warnings(), valid.lenient());
    }

    public static Mapped mapped(String name) throws IOException, RefusedException {
        return new ReceiptMapper(IRIS).map(input(name));
    }
}
