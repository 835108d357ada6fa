package dev.whence.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a data folder on this machine. */
record FolderFiles(Path data) implements LogFiles {
    @Override
    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(data.resolve(name)));
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return Optional.empty();
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(data.resolve(name));
    }

    @Override
    public List<String> below(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve(folder))) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(this::name)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        } catch (UncheckedIOException beingRemoved) {
            // A writer at work removes folders of partial tiles; the walk stumbles over that, and is begun again.
            if (beingRemoved.getCause() instanceof NoSuchFileException) {
                return below(folder);
            }
            throw beingRemoved.getCause();
        }
    }

    private String name(Path file) {
        return data.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
