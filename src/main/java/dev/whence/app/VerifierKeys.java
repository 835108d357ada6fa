package dev.whence.app;

import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the verifier key that a command line names: the line itself, or a file that holds it. */
final class VerifierKeys {
    /** A line is some 120 bytes; what is longer is no file of one. */
    private static final int MOST_BYTES = 4096;

    private VerifierKeys() {}

    /** @throws UsageException where it is neither */
    static VerifierKey read(String lineOrFile) throws IOException {
        Optional<VerifierKey> line = VerifierKey.parse(lineOrFile.strip());
        return line.isPresent() ? line.get() : inFile(lineOrFile);
    }

    private static VerifierKey inFile(String name) throws IOException {
        try {
            Path file = Path.of(name);
            if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
                return VerifierKey.parse(Files.readString(file, StandardCharsets.ISO_8859_1)
                                .strip())
                        .orElseThrow(() -> notAKey(name + " does not hold one"));
            }
        } catch (InvalidPathException notAName) {
            throw notAKey("this is neither");
        }
        throw notAKey("this is neither");
    }

    private static UsageException notAKey(String reason) {
        return new UsageException(
                "--vkey wants an Ed25519 verifier key (name+8 hex digits+base64), or a file that holds" + " one; "
                        + reason + ".");
    }
}
