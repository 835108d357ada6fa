package dev.whence.audit;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.KeyRotation;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.tile.EntryBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whom to trust about the log of a data folder. */
public final class FolderTrust {
    private static final byte[] MARK = ("\"kind\":\"" + KeyRotation.KIND + "\"").getBytes(StandardCharsets.UTF_8);

    private FolderTrust() {}

    /**
     * Whom to trust, and what led there.
     *
     * @param notes in words; empty where nothing had to be followed
     */
    public record Followed(CheckpointTrust trust, List<String> notes) {
        public Followed {
            notes = List.copyOf(notes);
        }
    }

    /**
     * What the folder's owner trusts: {@code keys/policy}, and where there is none the key in {@code keys/log.vkey};
     * nothing where there is neither, or it cannot be read.
     */
    public static Optional<CheckpointTrust> own(LogFiles files) throws IOException {
        return files.exists(Names.POLICY)
                ? policy(files).map(policy -> policy)
                : ownKey(files).map(LogPolicy::of);
    }

    /** The folder's own list of keys and witnesses. */
    static Optional<LogPolicy> policy(LogFiles files) throws IOException {
        Optional<byte[]> file = files.read(Names.POLICY);
        try {
            return file.isEmpty() ? Optional.empty() : Optional.of(LogPolicy.parse(file.get()));
        } catch (RefusedException notAPolicy) {
            return Optional.empty();
        }
    }

    /** The newest key, as the folder's owner has it; nothing where it is missing or not one Ed25519 verifier key. */
    public static Optional<VerifierKey> ownKey(LogFiles files) throws IOException {
        return files.read(Names.TRUSTED_KEY)
                .map(file -> new String(file, StandardCharsets.UTF_8))
                .filter(text -> text.endsWith("\n"))
                .flatMap(text -> VerifierKey.parse(text.substring(0, text.length() - 1)));
    }

    /** What is found where there is nobody to trust: nothing can be checked. */
    public static Verification missing() {
        Fault fault = new Fault(
                Names.TRUSTED_KEY,
                "it is missing, or not an Ed25519 verifier key, or keys/policy is not a policy; and no other key was named");
        return Verification.failed(fault);
    }

    /** A policy that the caller trusts. The folder's own list only says whose further cosignatures can be checked. */
    public static CheckpointTrust of(LogPolicy policy, LogFiles files) throws IOException {
        LogPolicy about =
                told(files).map(Checkpoint::origin).flatMap(policy::about).orElse(policy);
        return about.accountingFor(policy(files).map(LogPolicy::witnesses).orElse(List.of()));
    }

    /**
     * A key that the caller trusts, and the keys that it vouches for, directly or over others, in the log's key rotations.
     * Both keys sign a rotation, so this leads from an old key to the new one and back.
     */
    public static Followed of(VerifierKey key, LogFiles files) throws IOException {
        List<String> notes = new ArrayList<>();
        LogPolicy alone = LogPolicy.of(key);
        LogPolicy trusted = isEnough(alone, files) ? alone : following(key, files, notes);
        return new Followed(of(trusted, files), notes);
    }

    /** Whether the log has had no other key, as far as its two ends show. */
    private static boolean isEnough(LogPolicy alone, LogFiles files) throws IOException {
        return isSignedBy(alone, files.read(Names.CHECKPOINT)) && isSignedBy(alone, files.read(Names.checkpoint(0)));
    }

    private static boolean isSignedBy(LogPolicy alone, Optional<byte[]> note) {
        try {
            if (note.isPresent()) {
                alone.open(note.get());
                return SignedNote.parse(note.get()).lines().stream()
                        .filter(line -> line.name().equals(alone.origin()))
                        .allMatch(line -> alone.key().claims(line));
            }
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    private static LogPolicy following(VerifierKey key, LogFiles files, List<String> notes) throws IOException {
        List<RotationCheck.Found> found = rotations(files);
        try {
            Optional<KeyHistory> history = Optional.empty();
            for (RotationCheck.Found rotation : found) {
                KeyRotation read = rotation.read();
                KeyHistory before = history.orElse(KeyHistory.of(read.oldKey()));
                history = Optional.of(before.with(rotation.sequence(), read));
            }
            if (history.isPresent() && history.get().names(key)) {
                tell(key, history.get(), found, notes);
                return LogPolicy.of(history.get().logs(), List.of());
            }
            notes.add(
                    found.isEmpty()
                            ? "the log holds no key rotation"
                            : "no key rotation in the log leads from the key " + key.hexId() + " to another");
        } catch (RefusedException e) {
            // The check of the entries tells of it, with its place.
            notes.add("the key rotations were not followed: " + e.problem().detail());
        }
        return LogPolicy.of(key);
    }

    private static void tell(VerifierKey key, KeyHistory history, List<RotationCheck.Found> found, List<String> notes) {
        for (KeyHistory.Span span : history.spans()) {
            if (!span.key().equals(key)) {
                notes.add("the key " + key.hexId() + " vouches for the key "
                        + span.key().hexId() + " (sizes " + span.sizes() + "), by the key rotations in the log");
            }
        }
        notes.add("key rotations: "
                + String.join(
                        ", ", found.stream().map(RotationCheck.Found::place).toList()));
    }

    /** All of them up to the newest checkpoint, whose size is taken as it is told: what does not fit is found later. */
    private static List<RotationCheck.Found> rotations(LogFiles files) throws IOException {
        TileReader tiles = new TileReader(files);
        List<RotationCheck.Found> found = new ArrayList<>();
        long size = told(files).map(Checkpoint::size).orElse(0L);
        try {
            for (long index = 0; index * Tiles.WIDTH < size; index++) {
                int width = TileInventory.expectedWidth(0, index, size);
                collect(tiles.bundle(index, width), index * Tiles.WIDTH, width, found);
            }
        } catch (TileReader.DamagedException e) {
            // The check of the bundles tells of it.
            return found;
        }
        return found;
    }

    /** What the newest checkpoint says; its signatures are not looked at. */
    private static Optional<Checkpoint> told(LogFiles files) throws IOException {
        Optional<byte[]> note = files.read(Names.CHECKPOINT);
        try {
            return note.isEmpty()
                    ? Optional.empty()
                    : Checkpoint.parse(SignedNote.parse(note.get()).text());
        } catch (RefusedException notANote) {
            return Optional.empty();
        }
    }

    private static void collect(EntryBundle bundle, long first, int width, List<RotationCheck.Found> found) {
        for (int i = 0; i < width; i++) {
            if (holds(bundle.bytesBefore(i, (byte) '\n'))) {
                try {
                    RotationCheck.Found.in("entry " + (first + i), Entry.parse(bundle.bytes(i)))
                            .ifPresent(found::add);
                } catch (MalformedException e) {
                    // The check of the entries tells of it.
                    return;
                }
            }
        }
    }

    private static boolean holds(byte[] line) {
        for (int i = 0; i + MARK.length <= line.length; i++) {
            if (Arrays.equals(line, i, i + MARK.length, MARK, 0, MARK.length)) {
                return true;
            }
        }
        return false;
    }
}
