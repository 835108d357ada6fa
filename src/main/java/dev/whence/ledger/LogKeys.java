package dev.whence.ledger;

import dev.whence.canonical.Sha256;
import dev.whence.ledger.Disk.Access;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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

    /** Whether the keys were made; a key that is given from outside never lies here. */
    boolean exist(boolean isGiven) {
        return disk.exists(isGiven ? paths.blindingKey() : paths.signingKey());
    }

    /**
     * Makes all keys that are not given. An earlier attempt that was cut short is overwritten: nothing was ever signed with
     * it.
     */
    void create(Optional<String> origin, Optional<LogSigner> given) throws IOException {
        SecureRandom random = new SecureRandom();
        LogSigner signer = given.orElseGet(() -> generate(origin, random));
        byte[] blinding = new byte[Blinding.KEY_BYTES];
        random.nextBytes(blinding);
        write(paths.trustedKey(), signer.verifier().line(), Access.EVERYONE);
        writePolicy(LogPolicy.of(signer.verifier()));
        write(paths.blindingKey(), HexFormat.of().formatHex(blinding), Access.OWNER);
        if (given.isEmpty()) {
            write(paths.signingKey(), signer.line(), Access.OWNER);
        }
    }

    private static LogSigner generate(Optional<String> origin, SecureRandom random) {
        return LogSigner.generate(raw -> origin.orElseGet(() -> defaultOrigin(raw)), random);
    }

    private static String defaultOrigin(byte[] publicKey) {
        return DEFAULT_DOMAIN + Sha256.hex(publicKey).substring(0, DEFAULT_NAME_DIGITS);
    }

    /** Makes the key that will follow, and has it on the disk before anything is said of it. */
    LogSigner createNext(String origin) throws IOException {
        LogSigner next = LogSigner.generate(raw -> origin, new SecureRandom());
        write(paths.nextSigningKey(), next.line(), Access.OWNER);
        return next;
    }

    private void write(Path file, String line, Access access) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        files.replace(paths.unfinishedKey(), file, bytes, access);
    }

    /** The list of verifier keys and witnesses; nothing in folders of before there was one. */
    Optional<LogPolicy> policy() throws IOException {
        Optional<byte[]> file = disk.read(paths.policy());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LogPolicy.parse(file.get()));
        } catch (RefusedException e) {
            throw new LedgerException("The file " + paths.policy() + " cannot be used: "
                    + e.problem().violations()
                    + ". Restore it from a copy, or remove it: it is then made anew from the log.");
        }
    }

    void writePolicy(LogPolicy policy) throws IOException {
        byte[] bytes = policy.bytes();
        if (!Arrays.equals(disk.read(paths.policy()).orElse(new byte[0]), bytes)) {
            files.replace(paths.unfinishedKey(), paths.policy(), bytes, Access.EVERYONE);
        }
    }

    /** The private keys that lie here: the one that signs, and the one that will follow. */
    List<LogSigner> signers() throws IOException {
        List<LogSigner> signers = new java.util.ArrayList<>();
        for (Path file : List.of(paths.signingKey(), paths.nextSigningKey())) {
            if (disk.exists(file)) {
                signers.add(signer(file));
            }
        }
        return signers;
    }

    private LogSigner signer(Path file) throws IOException {
        String line = readPrivate(file);
        return LogSigner.parse(line)
                .orElseThrow(() -> unusable(file, "is not a private key of a log, or is cut short"));
    }

    /** Puts the files as the log's entries say they have to be, whatever a crash left. */
    void settle(KeyRing keys) throws IOException {
        VerifierKey newest = keys.history().newest();
        if (!disk.exists(paths.trustedKey()) || !trusted().equals(newest)) {
            write(paths.trustedKey(), newest.line(), Access.EVERYONE);
        }
        if (disk.exists(paths.nextSigningKey())) {
            VerifierKey next = signer(paths.nextSigningKey()).verifier();
            if (!keys.history().names(next)) {
                // No entry announces it, so nothing was ever signed with it.
                files.delete(paths.nextSigningKey());
            } else if (!keys.history().isOverlapping()) {
                files.move(paths.nextSigningKey(), paths.signingKey());
            }
        } else if (disk.exists(paths.signingKey()) && mayGo(keys)) {
            // The key that follows was given from outside: nothing takes this one's place, and it signs nothing more.
            files.delete(paths.signingKey());
        }
    }

    private boolean mayGo(KeyRing keys) throws IOException {
        VerifierKey here = signer(paths.signingKey()).verifier();
        return keys.history().names(here)
                && !here.equals(keys.history().newest())
                && !keys.history().isOverlapping();
    }

    /** The public key that signs newest. */
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
