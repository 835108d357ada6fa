package dev.whence.map;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Verdict;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import dev.whence.validate.ValidReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
                valid.receipt(),
                canonical.id(),
                Iris.DEFAULT_ORGANISATION,
                valid.warnings(),
                valid.lenient(),
                verdict(valid.receipt()));
    }

    /** Of an attachment, one that says all that a verdict can say. */
    private static Optional<Verdict> verdict(Receipt receipt) {
        return receipt instanceof AttachmentReceipt attachment
                ? Optional.of(new Verdict.Verified(
                        List.of(new Verdict.Signer("ci-release", "sha256:" + "cd".repeat(32))),
                        new Verdict.Stated(
                                Optional.of("https://slsa.dev/provenance/v1"),
                                Optional.of("https://example.org/builder@v1"),
                                Optional.of("https://example.org/build-type/v1"),
                                List.of(
                                        new Verdict.Attested(Verdict.Role.OUTPUT, attachment.digest()),
                                        new Verdict.Attested(Verdict.Role.INPUT, SampleReceipts.digest("11")),
                                        new Verdict.Attested(Verdict.Role.RECEIPT, SampleReceipts.digest("ab"))))))
                : Optional.empty();
    }

    /** The fixtures of the kinds that tell of a run. */
    public static List<String> ofRuns() {
        return names().stream().filter(Fixtures::tellsOfRun).toList();
    }

    private static boolean tellsOfRun(String name) {
        try {
            return input(name).receipt().tellsOfRun();
        } catch (IOException | RefusedException bad) {
            throw new IllegalStateException(bad);
        }
    }

    public static Mapped mapped(String name) throws IOException, RefusedException {
        return new ReceiptMapper(IRIS).map(input(name));
    }
}
