package dev.whence.app;

import dev.whence.ledger.LedgerSettings;
import dev.whence.ledger.LedgerSettings.FromOutside;
import dev.whence.ledger.LedgerSettings.Overlap;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.SizeRange;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.witness.WitnessAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how the ledger is kept: also the keys and the witnesses that do not lie in the data folder. */
final class LedgerReader {
    /** Holds private keys, for those who do not want them in a file. Never told of, and written nowhere. */
    static final String KEY_VARIABLE = "WHENCE_LEDGER_KEY";

    private static final String KEY_FILE = "ledger.key-file";
    private static final String WITNESSES = "ledger.witnesses";
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private LedgerReader() {}

    static LedgerSettings read(SettingsReader in, Optional<String> keyVariable) {
        String origin = in.text("ledger.origin");
        return new LedgerSettings(
                origin.isEmpty() ? Optional.empty() : Optional.of(origin),
                in.milliseconds("ledger.publish-within-ms"),
                in.seconds("ledger.partial-grace-s"),
                LedgerSettings.DEFAULTS.walSegmentBytes(),
                new FromOutside(keys(in, keyVariable), policyWitnesses(in), overlap(in)));
    }

    /** Who is asked for cosignatures, and for how long one exchange may last. */
    static Settings.Witnesses witnesses(SettingsReader in) {
        return new Settings.Witnesses(addresses(in).orElse(List.of()), in.seconds("ledger.witness-timeout-s"));
    }

    private static Optional<Overlap> overlap(SettingsReader in) {
        Duration time = Duration.ofDays(in.number("ledger.key-overlap-days", 0, 3650));
        long entries = in.longNumber("ledger.key-overlap-entries");
        return time.isZero() && entries == 0 ? Optional.empty() : Optional.of(new Overlap(time, entries));
    }

    /** A new log is signed by the first of them. */
    private static List<LogSigner> keys(SettingsReader in, Optional<String> keyVariable) {
        List<LogSigner> keys = new ArrayList<>();
        keyVariable.ifPresent(lines -> {
            Optional<List<LogSigner>> held = parse(lines);
            held.ifPresent(keys::addAll);
            if (held.isEmpty()) {
                in.problem(KEY_VARIABLE + " must hold private keys (PRIVATE+KEY+name+id+key), each on a line");
            }
        });
        for (String name : COMMA.split(in.text(KEY_FILE))) {
            if (!name.isBlank()) {
                keys.addAll(keyFile(in, name.strip()));
            }
        }
        return keys;
    }

    private static List<LogSigner> keyFile(SettingsReader in, String name) {
        try {
            return readKeyFile(Path.of(name));
        } catch (IOException | InvalidPathException | UsageException unusable) {
            in.problem(KEY_FILE + " must be files that hold private keys and that only their owner can read: "
                    + (unusable instanceof UsageException ? unusable.getMessage() : name + " cannot be read"));
            return List.of();
        }
    }

    /**
     * Reads private keys from a file, each on a line.
     *
     * @throws UsageException where others can read it, or it holds something else; what it holds is not told
     */
    static List<LogSigner> readKeyFile(Path file) throws IOException {
        if (!isPrivate(file)) {
            throw new UsageException(file + " can be read by others than its owner (chmod 600 mends that)");
        }
        return parse(Files.readString(file, StandardCharsets.ISO_8859_1))
                .orElseThrow(() -> new UsageException(file + " holds no private key, or something else beside it"));
    }

    /** Whether only its owner can read it, where the file system knows owners. */
    static boolean isPrivate(Path file) throws IOException {
        return !file.getFileSystem().supportedFileAttributeViews().contains("posix")
                || Files.getPosixFilePermissions(file).stream()
                        .noneMatch(right -> !right.name().startsWith("OWNER"));
    }

    private static Optional<List<LogSigner>> parse(String lines) {
        List<Optional<LogSigner>> keys =
                SPACE.splitAsStream(lines.strip()).map(LogSigner::parse).toList();
        return keys.isEmpty() || keys.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(keys.stream().flatMap(Optional::stream).toList());
    }

    /** Nothing where the setting is not given: what the folder's policy names then stays as it is. */
    private static Optional<List<LogPolicy.Witness>> policyWitnesses(SettingsReader in) {
        return in.isGiven(WITNESSES)
                ? addresses(in)
                        .map(all -> all.stream()
                                .map(one -> LogPolicy.Witness.of(
                                        one.key().name(),
                                        one.key(),
                                        SizeRange.ALL,
                                        Optional.of(one.url().toString())))
                                .toList())
                : Optional.empty();
    }

    private static Optional<List<WitnessAddress>> addresses(SettingsReader in) {
        return in.value(
                WITNESSES,
                LedgerReader::addresses,
                "a list of 'name+id+key URL' with commas between them, or a file with one of them a line");
    }

    private static Optional<List<WitnessAddress>> addresses(String text) {
        List<Optional<WitnessAddress>> addresses =
                lines(text).map(LedgerReader::address).toList();
        return addresses.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(addresses.stream().flatMap(Optional::stream).toList());
    }

    private static Stream<String> lines(String text) {
        Stream<String> lines = fileLines(text).orElseGet(() -> List.of(COMMA.split(text))).stream();
        return lines.map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    private static Optional<List<String>> fileLines(String name) {
        try {
            Path file = Path.of(name);
            return Files.isRegularFile(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
        } catch (IOException | InvalidPathException notAFile) {
            return Optional.empty();
        }
    }

    /** As in a policy file ({@code witness NAME VKEY URL}), or without its first two words. */
    private static Optional<WitnessAddress> address(String line) {
        List<String> words = List.of(SPACE.split(line));
        List<String> last = words.size() == 4 && words.get(0).equals("witness") ? words.subList(2, 4) : words;
        Optional<VerifierKey> key = VerifierKey.parseWitness(last.get(0));
        Optional<URI> url = last.size() == 2 ? url(last.get(1)) : Optional.empty();
        return key.isPresent() && url.isPresent()
                ? Optional.of(new WitnessAddress(key.get(), url.get()))
                : Optional.empty();
    }

    private static Optional<URI> url(String text) {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean isPlain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            return isWeb && isPlain && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException notAUri) {
            return Optional.empty();
        }
    }
}
