package dev.whence.lineage;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Keeps what was added to the index, one frame a batch, so that the next start need not map the whole ledger again. The
 * log is a projection: never forced, dropped when in doubt. Trusted as the process's own memory is: a CRC finds damage,
 * not malice. For one thread; opens and closes nothing.
 */
public final class EdgeLogWriter {
    private final DataOutputStream out;

    private EdgeLogWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /**
     * Begins a new log.
     *
     * @param fingerprint of all that decides which facts an entry gives (the mapper's version, the base); a log with
     *     another one is not read
     */
    public static EdgeLogWriter begin(OutputStream out, String fingerprint) throws IOException {
        EdgeLogWriter writer = new EdgeLogWriter(out);
        writer.out.writeInt(EdgeLogFormat.MAGIC);
        writer.out.writeUTF(fingerprint);
        return writer;
    }

    /** Goes on behind the {@linkplain EdgeLogReader.Restored#validBytes() valid bytes} of a log that was read. */
    public static EdgeLogWriter resume(OutputStream out) {
        return new EdgeLogWriter(out);
    }

    /**
     * Appends a batch.
     *
     * @param batch as {@link LineageIndex#add} gave it, in order; not empty
     * @param eventHash of the batch's last entry, by which a reader knows that the log belongs to the ledger
     */
    public void append(List<Statement> batch, String eventHash) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 * batch.size());
        DataOutputStream body = new DataOutputStream(bytes);
        body.writeInt(batch.size());
        for (Statement statement : batch) {
            EdgeLogFormat.write(body, statement);
        }
        body.writeUTF(eventHash);
        CRC32C crc = new CRC32C();
        crc.update(bytes.toByteArray());
        out.writeInt(bytes.size());
        out.writeInt((int) crc.getValue());
        bytes.writeTo(out);
    }

    public void flush() throws IOException {
        out.flush();
    }
}
