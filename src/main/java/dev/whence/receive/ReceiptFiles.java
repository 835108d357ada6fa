package dev.whence.receive;

import dev.whence.canonical.JsonLimits;
import dev.whence.dcat.RdfSyntax;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.BulkIntake.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds receipts in files and folders. A folder is walked in the order of its names; in it, {@code .json} is a receipt or a
 * document of a catalog, as {@code .jsonld}, {@code .ttl}, {@code .rdf} and {@code .nt} are (see {@link RecordFiles}),
 * {@code .ndjson} and {@code .jsonl} hold one a line, {@link Companions} are attached to the receipt beside them, and
 * everything else is skipped and counted, as are the parts of a receipt that an export lays beside it. A file that is named
 * outright is always read.
 */
public final class ReceiptFiles {
    private static final List<String> PARTS = List.of(".validation.json", ".attestation.json");

    private static final String PROV = ".prov.jsonld";
    private static final String RUN_RECEIPT = ".run_receipt.json";

    /** A catalog is longer than a receipt, and each of its records is not. */
    private static final int MOST_DOCUMENT_BYTES = 32 << 20;

    private final RecordFiles records =
            new RecordFiles(new JsonLimits(MOST_DOCUMENT_BYTES, JsonLimits.DEFAULTS.maxDepth()));
    private final int mostBytes;
    private final Companions companions;
    private final List<Path> files = new ArrayList<>();
    private int skipped;

    /** @param mostBytes of one receipt; what is longer is read only far enough to be refused */
    public ReceiptFiles(int mostBytes) {
        this.mostBytes = mostBytes;
        this.companions = new Companions(mostBytes);
    }

    /**
     * Adds a file, or every receipt file below a folder.
     *
     * @throws NoSuchFileException where there is nothing of that name
     */
    public void add(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(path)) {
            files.add(path);
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            walk.filter(Files::isRegularFile).sorted().forEach(this::addFound);
        }
    }

    private void addFound(Path file) {
        String name = file.getName(file.getNameCount() - 1).toString().toLowerCase(Locale.ROOT);
        boolean receipt = Companions.isOne(file)
                ? Companions.receiptOf(file).isPresent()
                : (name.endsWith(".json") && PARTS.stream().noneMatch(name::endsWith))
                        || isLines(name)
                        || RecordFiles.isDocument(name) && !isWrittenOfReceipt(file);
        if (receipt) {
            files.add(file);
        } else {
            skipped++;
        }
    }

    /** An export writes what a receipt says in PROV beside it; that is no document of a catalog, but the receipt again. */
    private static boolean isWrittenOfReceipt(Path file) {
        String name = file.getName(file.getNameCount() - 1).toString();
        return name.endsWith(PROV)
                && Files.exists(file.resolveSibling(name.substring(0, name.length() - PROV.length()) + RUN_RECEIPT));
    }

    /** How many files in folders have not the suffix of a receipt. */
    public int skipped() {
        return skipped;
    }

    public int count() {
        return files.size();
    }

    /** Every receipt in turn; reads one file, and of a file with lines one line, at a time. */
    public Iterator<Item> items() {
        return new Items();
    }

    private final class Items implements Iterator<Item> {
        private final Iterator<Path> rest = files.iterator();
        private Iterator<Item> current = Collections.emptyIterator();
        private Optional<NdjsonLines> open = Optional.empty();

        @Override
        public boolean hasNext() {
            while (!current.hasNext()) {
                open.ifPresent(ReceiptFiles::closeQuietly);
                open = Optional.empty();
                if (!rest.hasNext()) {
                    return false;
                }
                current = itemsOf(rest.next());
            }
            return true;
        }

        @Override
        public Item next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return current.next();
        }

        private Iterator<Item> itemsOf(Path file) {
            try {
                Optional<byte[]> attached = attached(file);
                if (attached.isPresent()) {
                    return List.of(new Item(file.toString(), attached.get())).iterator();
                }
                if (!isLines(file.toString().toLowerCase(Locale.ROOT))) {
                    return documents(file).iterator();
                }
                NdjsonLines lines = new NdjsonLines(Files.newInputStream(file), mostBytes);
                open = Optional.of(lines);
                return lines.iterator(file + ":");
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read " + file, unreadable);
            }
        }
    }

    private Optional<byte[]> attached(Path file) throws IOException {
        Optional<Path> receipt = Companions.isOne(file) ? Companions.receiptOf(file) : Optional.empty();
        return receipt.isEmpty() ? Optional.empty() : companions.document(file, receipt.get());
    }

    /** A receipt, or what a document of a catalog holds; one that cannot be read is handed on, to be refused as a whole. */
    private List<Item> documents(Path file) throws IOException {
        byte[] bytes = readBounded(file);
        Optional<RdfSyntax> syntax = RdfSyntax.ofFile(file.toString());
        if (syntax.isEmpty()) {
            return records.itemsOfJson(file.toString(), bytes);
        }
        try {
            return records.items(file.toString(), bytes, syntax.get().mediaType());
        } catch (RefusedException unreadable) {
            return List.of(records.unread(file.toString(), bytes, syntax.get()));
        }
    }

    private byte[] readBounded(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Math.max(mostBytes, MOST_DOCUMENT_BYTES) + 1);
        }
    }

    private static void closeQuietly(NdjsonLines lines) {
        try {
            lines.close();
        } catch (IOException harmless) {
            // The file was only read.
        }
    }

    private static boolean isLines(String name) {
        return name.endsWith(".ndjson") || name.endsWith(".jsonl");
    }

    /** The files that will be read, in order. */
    public List<Path> files() {
        return Collections.unmodifiableList(files);
    }
}
