package dev.whence.app;

import dev.whence.authenticate.OwnerToken;
import dev.whence.client.Credential;
import dev.whence.client.WhenceClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command is known to a server that it speaks to. */
final class ServerAccess {
    /** Holds a key, for those who do not want it in a file; never told of. */
    static final String VARIABLE = "WHENCE_API_KEY";

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = {
                "A file that holds an API key or a token to show to the server, which its owner alone can read;",
                "or put it into the environment variable " + VARIABLE + "."
            })
    private @Nullable Path file;

    /** What is shown to a server: from the file, else from the environment. */
    Optional<String> credential() throws IOException {
        Path named = file;
        return named != null ? Optional.of(read(named)) : fromEnvironment();
    }

    private static Optional<String> fromEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(text -> !text.isBlank())
                .map(text -> parse(text.strip(), "The environment variable " + VARIABLE));
    }

    /** A client of a server that somebody named. */
    WhenceClient client(URI server) throws IOException {
        return new WhenceClient(server, credential().map(Credential::new));
    }

    /** A client of the server that holds a data folder of ours: its owner is known without a key. */
    static WhenceClient client(DataFolder folder, URI server) {
        Optional<OwnerToken.Kept> kept = OwnerToken.read(folder.ownerToken());
        Optional<String> credential = kept.map(OwnerToken.Kept::token).or(ServerAccess::fromEnvironment);
        return new WhenceClient(
                server,
                credential.map(Credential::new),
                kept.flatMap(OwnerToken.Kept::certificate).filter(pin -> "https".equals(server.getScheme())));
    }

    /** @throws UsageException where others can read it, or it holds no credential; what it holds is not told */
    static String read(Path file) throws IOException {
        if (!LedgerReader.isPrivate(file)) {
            throw new UsageException(file + " can be read by others than its owner (chmod 600 mends that).");
        }
        return parse(Files.readString(file).strip(), file.toString());
    }

    private static String parse(String text, String where) {
        try {
            new Credential(text);
            return text;
        } catch (IllegalArgumentException notACredential) {
            throw new UsageException(where + " holds no API key and no token.");
        }
    }
}
