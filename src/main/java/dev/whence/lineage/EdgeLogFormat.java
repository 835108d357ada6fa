package dev.whence.lineage;

import dev.whence.lineage.Statement.Members;
import dev.whence.lineage.Statement.Pair;
import dev.whence.lineage.Statement.Subjects;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edge log's bytes, big-endian. A header: magic, UTF fingerprint. Then frames: length of the body, CRC-32C of the
 * body, the body: number of statements, the statements, and the UTF event hash of the last of them.
 */
final class EdgeLogFormat {
    /** "WEL" and the format's number. */
    static final int MAGIC = 0x57454C_02;
    /** A frame is a batch of the sequencer; more than this is damage. */
    static final int LONGEST_FRAME = 1 << 28;

    private static final int NOTHING = 0;
    private static final int SUBJECTS = 1;
    private static final int VERSION = 2;
    private static final int VERSION_ID = 4;
    private static final int RUN = 8;

    private static final int CONTENT = 1;
    private static final int LOCATION = 2;

    private EdgeLogFormat() {}

    static void write(DataOutputStream out, Statement statement) throws IOException {
        out.writeLong(statement.sequence());
        out.writeLong(statement.recordedAt());
        out.writeLong(statement.time());
        out.writeInt(statement.supersedes());
        write(out, statement.subjects());
        write(out, statement.members().used());
        write(out, statement.members().generated());
        out.writeInt(statement.members().derivations().size());
        for (Pair pair : statement.members().derivations()) {
            write(out, pair.derived());
            write(out, pair.source());
        }
    }

    static Statement read(DataInputStream in) throws IOException {
        return new Statement(
                in.readLong(), in.readLong(), in.readLong(), in.readInt(), readSubjects(in), readMembers(in));
    }

    private static void write(DataOutputStream out, @Nullable Subjects subjects) throws IOException {
        if (subjects == null) {
            out.writeByte(NOTHING);
            return;
        }
        int run = subjects.run() == null ? 0 : RUN;
        int version = subjects.datasetVersion() == null ? 0 : VERSION;
        int id = subjects.versionId() == null ? 0 : VERSION_ID;
        out.writeByte(SUBJECTS | run | version | id);
        write(out, subjects.receipt());
        write(out, subjects.run());
        write(out, subjects.datasetVersion());
        write(out, subjects.versionId());
    }

    private static @Nullable Subjects readSubjects(DataInputStream in) throws IOException {
        int has = in.readUnsignedByte();
        if (has == NOTHING) {
            return null;
        }
        return new Subjects(
                readKey(in),
                (has & RUN) == 0 ? null : readKey(in),
                (has & VERSION) == 0 ? null : readKey(in),
                (has & VERSION_ID) == 0 ? null : readKey(in));
    }

    private static Members readMembers(DataInputStream in) throws IOException {
        List<EntityKey> used = readEntities(in);
        List<EntityKey> generated = readEntities(in);
        List<Pair> derivations = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            derivations.add(new Pair(readEntity(in), readEntity(in)));
        }
        return new Members(used, generated, derivations);
    }

    private static void write(DataOutputStream out, List<EntityKey> entities) throws IOException {
        out.writeInt(entities.size());
        for (EntityKey entity : entities) {
            write(out, entity);
        }
    }

    private static List<EntityKey> readEntities(DataInputStream in) throws IOException {
        List<EntityKey> entities = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            entities.add(readEntity(in));
        }
        return entities;
    }

    private static void write(DataOutputStream out, EntityKey entity) throws IOException {
        out.writeByte((entity.content() == null ? 0 : CONTENT) | (entity.location() == null ? 0 : LOCATION));
        write(out, entity.content());
        write(out, entity.location());
    }

    private static EntityKey readEntity(DataInputStream in) throws IOException {
        int has = in.readUnsignedByte();
        return new EntityKey((has & CONTENT) == 0 ? null : readKey(in), (has & LOCATION) == 0 ? null : readKey(in));
    }

    private static void write(DataOutputStream out, @Nullable Key key) throws IOException {
        if (key != null) {
            out.writeLong(key.high());
            out.writeLong(key.low());
        }
    }

    private static Key readKey(DataInputStream in) throws IOException {
        return new Key(in.readLong(), in.readLong());
    }
}
