package dev.whence.audit;

import dev.whence.canonical.Sha256;
import dev.whence.tlog.merkle.CompactRange;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.tile.EntryBundle;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A log whose hashes and signatures are all right, whatever its entries say: only its owner can make such a one. */
final class ForgedLog {
    static final String PAYLOAD = "{}";
    static final String RECEIPT_ID = "sha256:" + Sha256.hex(PAYLOAD.getBytes(StandardCharsets.UTF_8));
    static final String HIDDEN = "hmac:" + "0".repeat(64);

    private final List<byte[]> entries = new ArrayList<>();

    /** A sound event line of the next entry. */
    String line() {
        return "{\"kind\":\"run\",\"label\":\"public\",\"org\":\"default\",\"prev_event_hash\":\"" + previous()
                + "\",\"receipt_id\":\"" + RECEIPT_ID + "\",\"seq\":" + entries.size()
                + ",\"subject\":\"s\",\"time\":\"2026-03-01T12:00:00.123Z\",\"v\":1}";
    }

    private String previous() {
        return entries.isEmpty()
                ? Event.NO_PREVIOUS
                : ChainCheck.eventHash(TreeHasher.leaf(entries.get(entries.size() - 1)));
    }

    ForgedLog append(String line) {
        return append(line, PAYLOAD);
    }

    ForgedLog append(String line, String payload) {
        entries.add((line + "\n" + payload).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** All its files. */
    CopiedFiles files() {
        LogSigner signer = LogSigner.generate(publicKey -> "forged.example", new SecureRandom());
        CopiedFiles files = CopiedFiles.empty();
        put(files, "keys/log.vkey", signer.verifier().line() + "\n");
        put(files, "ledger/log.vkey", signer.verifier().line() + "\n");
        put(
                files,
                "ledger/checkpoints/0",
                signer.sign(Checkpoint.empty("forged.example")).note());
        CompactRange range = new CompactRange();
        byte[] tile = new byte[entries.size() * Hash.LENGTH];
        for (int i = 0; i < entries.size(); i++) {
            Hash leaf = TreeHasher.leaf(entries.get(i));
            leaf.writeTo(tile, i);
            range.append(leaf);
        }
        files.put("ledger/tile/0/000.p/" + entries.size(), tile);
        files.put("ledger/tile/entries/000.p/" + entries.size(), EntryBundle.encode(entries));
        String note = signer.sign(new Checkpoint("forged.example", entries.size(), range.root()))
                .note();
        put(files, "ledger/checkpoints/" + entries.size(), note);
        put(files, "ledger/checkpoint", note);
        return files;
    }

    private static void put(CopiedFiles files, String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
