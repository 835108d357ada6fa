package dev.whence.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The example of {@code src/site/markdown/client.md}; {@link ClipExampleTest} runs it, and compares the page with it. */
final class ClipExample {
    private ClipExample() {}

    // example: begin
    /** Cuts the head off a file, and tells Whence what was made of what. */
    static void clip(Whence whence, Path source, Path target) throws IOException {
        Thing whole = Thing.of("item", source.getFileName().toString())
                .at("items/" + source.getFileName())
                .digest(sha256(source));
        try (Operation op = whence.operation("clip.create").uses(whole)) {
            Files.write(target, Files.readAllLines(source).subList(0, 2));
            op.produced(Artifact.of("item", target.getFileName().toString())
                    .at("items/" + target.getFileName())
                    .digest(sha256(target))
                    .derivedFrom(whole, "produced_by"));
        }
    }

    /** A client with a spool of its own; one for the whole program. */
    static Whence connect(URI server, Path spool) {
        return Whence.at(server).spool(spool).open();
    }
    // example: end

    private static String sha256(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
