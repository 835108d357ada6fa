package dev.whence.authenticate;

import dev.whence.access.Principal;
import dev.whence.access.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By what a command of the data folder's owner is known to the server that holds the folder. Made anew at every start, kept
 * in a file that only the owner can read, taken from this machine alone, and removed at the end.
 *
 * <p>It gives nobody anything: whoever can read the file has the rights of the user that the server runs as, and so can read
 * the ledger, the blobs and the signing key beside it, and stop the server. It is only another way to the same things.
 */
public final class OwnerToken {
    private static final Logger log = LoggerFactory.getLogger(OwnerToken.class);
    private static final String PREFIX = "whence_owner_";
    private static final int LENGTH = 43;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + LENGTH + "}");

    private final Path file;
    private final String token;

    private OwnerToken(Path file, String token) {
        this.file = file;
        this.token = token;
    }

    /**
     * What a server has kept for commands on its machine.
     *
     * @param certificate SHA-256 of the one that it shows, in hex, where it serves by TLS
     */
    public record Kept(String token, Optional<String> certificate) {
        @Override
        public String toString() {
            return "the owner's token";
        }
    }

    /** Makes one and keeps it, in place of what a crash left. */
    public static OwnerToken make(Path file) throws IOException {
        OwnerToken made = new OwnerToken(file, PREFIX + KeyText.letters(new SecureRandom(), LENGTH));
        made.keep("");
        return made;
    }

    /** Says by which certificate the server is known, in DER form. */
    public void pin(byte[] certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate);
            keep(HexFormat.of().formatHex(hash) + "\n");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        } catch (IOException unwritable) {
            log.warn("{} cannot be written: commands on this machine will not trust the server", file);
        }
    }

    private void keep(String rest) throws IOException {
        PrivateFile.replace(file, (token + "\n" + rest).getBytes(StandardCharsets.US_ASCII));
    }

    /** What the server at hand has kept for this command; nothing where there is no file, or others own it. */
    public static Optional<Kept> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            boolean good = !lines.isEmpty() && FORM.matcher(lines.get(0)).matches();
            return good
                    ? Optional.of(new Kept(lines.get(0), lines.stream().skip(1).findFirst()))
                    : Optional.empty();
        } catch (IOException notOurs) {
            return Optional.empty();
        }
    }

    static boolean looksLike(String credential) {
        return credential.startsWith(PREFIX);
    }

    boolean fits(String credential) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.US_ASCII), credential.getBytes(StandardCharsets.UTF_8));
    }

    static Principal owner(List<String> organisations) {
        return new Principal("owner", Principal.Means.HOUSE, organisations, Set.of(Scope.EVERYTHING));
    }

    /** Nobody is let in by it any more. */
    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            log.warn("{} cannot be removed; it is good for nothing any more", file);
        }
    }

    @Override
    public String toString() {
        return "the owner's token";
    }
}
