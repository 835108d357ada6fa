package dev.whence.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Passes everything on to another disk, until its count of steps that change something is used up. */
final class FaultyDisk implements Disk {
    /** What happens to the step that fails. */
    enum Fault {
        /** Nothing of it happens. */
        NOT_PERSISTED,
        /** It happens, and is told to have failed. */
        PERSISTED,
        /** Half the bytes are written; steps without bytes do not happen. */
        SHORT
    }

    private final Disk disk;
    private final Fault fault;
    private int stepsLeft;
    private boolean failed;

    FaultyDisk(Disk disk, Fault fault, int stepsLeft) {
        this.disk = disk;
        this.fault = fault;
        this.stepsLeft = stepsLeft;
    }

    private interface Step {
        void run() throws IOException;
    }

    boolean hasFailed() {
        return failed;
    }

    private void step(Step step, Step half) throws IOException {
        if (stepsLeft-- != 0) {
            step.run();
            return;
        }
        failed = true;
        if (fault == Fault.PERSISTED) {
            step.run();
        } else if (fault == Fault.SHORT) {
            half.run();
        }
        throw new IOException("the disk fails");
    }

    private void step(Step step) throws IOException {
        step(step, () -> {});
    }

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        return disk.list(folder);
    }

    @Override
    public List<Path> walk(Path folder) throws IOException {
        return disk.walk(folder);
    }

    @Override
    public boolean exists(Path path) {
        return disk.exists(path);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        step(() -> disk.createFolder(folder));
    }

    @Override
    public Output create(Path file, Access access) throws IOException {
        Output[] created = new Output[1];
        step(() -> created[0] = disk.create(file, access));
        Output output = created[0];
        return new Output() {
            @Override
            public void write(byte[] bytes) throws IOException {
                step(() -> output.write(bytes), () -> output.write(Arrays.copyOf(bytes, bytes.length / 2)));
            }

            @Override
            public void force() throws IOException {
                step(output::force);
            }

            @Override
            public void close() throws IOException {
                output.close();
            }
        };
    }

    @Override
    public boolean isPrivate(Path file) throws IOException {
        return disk.isPrivate(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step(() -> disk.move(from, to));
    }

    @Override
    public void delete(Path path) throws IOException {
        step(() -> disk.delete(path));
    }

    @Override
    public Folder open(Path folder) throws IOException {
        Folder names = disk.open(folder);
        return new Folder() {
            @Override
            public void force() throws IOException {
                step(names::force);
            }

            @Override
            public void close() throws IOException {
                names.close();
            }
        };
    }
}
