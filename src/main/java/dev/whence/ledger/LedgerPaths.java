package dev.whence.ledger;

import dev.whence.tlog.tile.TilePath;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The one owner of the ledger's file names. {@code keys/} holds secrets; {@code ledger/} may be served as static files;
 * {@code blobs/} holds payloads that are long or not public.
 *
 * @param data the data folder
 */
public record LedgerPaths(Path data) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final Pattern SEGMENT = Pattern.compile("[0-9]{20}\\.wal");

    /** What the OS lock of the single writer lies on. */
    public Path lock() {
        return data.resolve("lock");
    }

    /** Says who the writer is, for those who are turned away. */
    public Path writer() {
        return data.resolve("writer.json");
    }

    public Path keys() {
        return data.resolve("keys");
    }

    /** The private signing key. */
    public Path signingKey() {
        return keys().resolve("log.key");
    }

    /** The private key that signs beside the other one while keys are changed. */
    Path nextSigningKey() {
        return keys().resolve("next.key");
    }

    /** The newest public key. */
    public Path trustedKey() {
        return keys().resolve("log.vkey");
    }

    /** All public keys with their sizes, and the witnesses: what {@code verify} trusts. */
    public Path policy() {
        return keys().resolve("policy");
    }

    /** The secret that hides subjects and submitters of what is not public. */
    public Path blindingKey() {
        return keys().resolve("blinding.key");
    }

    public Path ledger() {
        return data.resolve("ledger");
    }

    public Path wal() {
        return ledger().resolve("wal");
    }

    Path walSegment(long firstSequence) {
        return wal().resolve(String.format(Locale.ROOT, "%020d.wal", firstSequence));
    }

    /** Whether a file name in {@link #wal()} is a segment's. */
    static boolean isSegment(String name) {
        return SEGMENT.matcher(name).matches();
    }

    /** The sequence number that a segment's name says it begins with. */
    static long firstSequence(String segment) {
        return Long.parseLong(segment.substring(0, segment.indexOf('.')));
    }

    /** Where a file of the ledger is written before it is renamed; the next start removes what a crash leaves here. */
    Path unfinished() {
        return wal().resolve("unfinished.tmp");
    }

    /** The newest signed note. */
    public Path checkpoint() {
        return ledger().resolve("checkpoint");
    }

    /** Every signed note, named by its size. */
    public Path checkpoints() {
        return ledger().resolve("checkpoints");
    }

    public Path checkpoint(long size) {
        return checkpoints().resolve(Long.toString(size));
    }

    /** The size that a file name in {@link #checkpoints()} stands for. */
    static OptionalLong checkpointSize(String name) {
        try {
            return SIZE.matcher(name).matches() ? OptionalLong.of(Long.parseLong(name)) : OptionalLong.empty();
        } catch (NumberFormatException beyondLong) {
            return OptionalLong.empty();
        }
    }

    /** The public key, published with the log. */
    public Path publishedKey() {
        return ledger().resolve("log.vkey");
    }

    public Path tiles() {
        return ledger().resolve("tile");
    }

    Path tile(TilePath tile) {
        return ledger().resolve(tile.text());
    }

    public Path blobs() {
        return data.resolve("blobs").resolve("sha256");
    }

    /** A payload by the SHA-256 of its bytes. */
    public Path blob(String sha256) {
        return blobs().resolve(sha256);
    }

    /** A payload whose entry is not known to be on disk yet. */
    Path stagedBlob(String sha256) {
        return blobs().resolve(sha256 + ".staged");
    }

    /** Says that this folder holds another's log, and where that is. */
    public Path follows() {
        return data.resolve("follows.json");
    }

    /** Which payloads of another's log could not be had. */
    public Path missingPayloads() {
        return data.resolve("missing-payloads");
    }

    /** Bundles of another's log that are not proved yet; may be deleted at any time. */
    public Path incoming() {
        return data.resolve("incoming");
    }

    /** A full bundle that has come and is not proved yet. */
    Path incoming(long index) {
        return incoming().resolve(Long.toString(index));
    }

    /** Which payloads a step of a replica is giving their names, and to which size it goes. */
    Path incomingPayloads() {
        return incoming().resolve("payloads");
    }

    /** What shows that a log that is followed has contradicted itself; each case in a folder of its own. */
    public Path evidence() {
        return data.resolve("evidence");
    }

    /** Where a key is written before it gets its name. */
    Path unfinishedKey() {
        return keys().resolve("unfinished.tmp");
    }

    /** A file's place for people: its path below the data folder, with slashes. */
    String place(Path file) {
        return data.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
