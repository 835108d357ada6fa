package dev.whence.ledger;

import dev.whence.canonical.Sha256;
import dev.whence.ledger.Disk.Access;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes and reads what lies in {@code keys/}. Nothing that it says repeats a secret.
 *
 * <p>{@code log.key} has the one-line form of Go's {@code note} package: {@code PRIVATE+KEY+name+id+key}, its name the
 * log's origin. It is written last: where it is, everything else is too.
 */
final class LogKeys {
    private static final String DEFAULT_DOMAIN = "whence.invalid/";
    private static final int DEFAULT_NAME_DIGITS = 16;

    private final LedgerPaths paths;
    private final Disk disk;
    private final DurableFiles files;

    LogKeys(LedgerPaths paths, Disk disk, DurableFiles files) {
        this.paths = paths;
        this.disk = disk;
        this.files = files;
    }

    boolean exist() {
        return disk.exists(paths.signingKey());
    }

    /** Makes all keys. An earlier attempt that was cut short is overwritten: nothing was ever signed with it. */
    void create(Optional<String> origin) throws IOException {
        SecureRandom random = new SecureRandom();
        LogSigner signer = generate(origin, random);
        byte[] blinding = new byte[Blinding.KEY_BYTES];
        random.nextBytes(blinding);
        write(paths.trustedKey(), signer.verifier().line(), Access.EVERYONE);
        write(paths.blindingKey(), HexFormat.of().formatHex(blinding), Access.OWNER);
        write(paths.signingKey(), signer.line(), Access.OWNER);
    }

    private static LogSigner generate(Optional<String> origin, SecureRandom random) {
        return LogSigner.generate(raw -> origin.orElseGet(() -> defaultOrigin(raw)), random);
    }

    private static String defaultOrigin(byte[] publicKey) {
        return DEFAULT_DOMAIN + Sha256.hex(publicKey).substring(0, DEFAULT_NAME_DIGITS);
    }

    private void write(Path file, String line, Access access) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        files.replace(paths.unfinishedKey(), file, bytes, access);
    }

    LogSigner signer() throws IOException {
        String line = readPrivate(paths.signingKey());
        VerifierKey trusted = trusted();
        return LogSigner.parse(line)
                .filter(signer -> signer.verifier().equals(trusted))
                .orElseThrow(() ->
                        unusable(paths.signingKey(), "is not the private half of keys/log.vkey, or is cut short"));
    }

    /** The public key that {@code verify} trusts. */
    VerifierKey trusted() throws IOException {
        String line = readLine(paths.trustedKey());
        return VerifierKey.parse(line)
                .orElseThrow(() -> unusable(paths.trustedKey(), "is not an Ed25519 verifier key"));
    }

    Blinding blinding() throws IOException {
        String line = readPrivate(paths.blindingKey());
        try {
            return new Blinding(HexFormat.of().parseHex(line));
        } catch (IllegalArgumentException notAKey) {
            throw unusable(paths.blindingKey(), "is not a blinding key of 64 hexadecimal digits");
        }
    }

    private String readPrivate(Path file) throws IOException {
        String line = readLine(file);
        if (!disk.isPrivate(file)) {
            throw unusable(file, "can be read by others than its owner (chmod 600 mends that)");
        }
        return line;
    }

    private String readLine(Path file) throws IOException {
        try {
            byte[] bytes = disk.read(file).orElseThrow(() -> unusable(file, "is missing"));
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.isEmpty() || text.indexOf('\n') != text.length() - 1) {
                throw unusable(file, "is not one line");
            }
            return text.substring(0, text.length() - 1);
        } catch (AccessDeniedException denied) {
            throw unusable(file, "cannot be read by the user who runs this");
        }
    }

    private LedgerException unusable(Path file, String reason) {
        return new LedgerException("The key file " + file + " " + reason
                + "; nothing is signed until it is put right (a lost key can only come from a copy).");
    }
}
