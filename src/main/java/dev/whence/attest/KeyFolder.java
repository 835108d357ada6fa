package dev.whence.attest;

import dev.whence.receipt.Verdict.Signer;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a folder of public keys: {@code <name>.pem} or {@code <name>.pub}, each one key in PEM, and beside it, where there
 * is more to say, {@code <name>.properties}. Tells everything that is wrong at once, and never what stands in a file.
 */
public final class KeyFolder {
    private static final Pattern PUBLIC =
            Pattern.compile("-----BEGIN PUBLIC KEY-----\\s*([A-Za-z0-9+/=\\s]{1,16384})-----END PUBLIC KEY-----");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Set<String> SIDECAR =
            Set.of("signature", "hash", "key-ids", "builders", "build-types", "predicate-types", "not-after");
    private static final List<String> ALGORITHMS = List.of("EC", "Ed25519", "RSA");
    private static final int MOST_KEYS = 64;
    private static final long LONGEST_FILE = 1 << 16;

    private final Path folder;
    private final List<String> problems;

    private KeyFolder(Path folder, List<String> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * Reads a folder.
     *
     * @param problems gets a sentence for each thing that is wrong
     */
    public static KeyRing read(Path folder, int threshold, List<String> problems) {
        int before = problems.size();
        List<TrustedKey> keys = new KeyFolder(folder, problems).keys();
        if (problems.size() == before && keys.size() < threshold) {
            problems.add("attest.threshold asks for " + threshold + " keys and the folder of attest.keys has "
                    + keys.size());
        }
        return new KeyRing(keys, threshold);
    }

    private List<TrustedKey> keys() {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            problems.add("attest.keys must be a folder that can be read");
            return List.of();
        }
        List<TrustedKey> keys = new ArrayList<>();
        Map<String, String> byFingerprint = new LinkedHashMap<>();
        for (Path file : files) {
            if (isKey(file)) {
                key(file).filter(key -> isNew(key, byFingerprint)).ifPresent(keys::add);
            }
        }
        if (keys.size() > MOST_KEYS) {
            problems.add("attest.keys has more than " + MOST_KEYS + " keys");
        }
        return keys;
    }

    private static boolean isKey(Path file) {
        String name = fileName(file);
        return name.endsWith(".pem") || name.endsWith(".pub");
    }

    /** One key under two names would count twice where several must sign. */
    private boolean isNew(TrustedKey key, Map<String, String> byFingerprint) {
        Signer signer = key.key().signer();
        String other = byFingerprint.putIfAbsent(signer.fingerprint(), signer.name());
        if (other != null) {
            problems.add("the keys " + other + " and " + signer.name() + " are the same key");
        }
        return other == null;
    }

    private Optional<TrustedKey> key(Path file) {
        String stem = stem(file);
        if (!NAME.matcher(stem).matches()) {
            problems.add("a key's file name is up to 64 letters, digits and ._@-, unlike " + fileName(file));
            return Optional.empty();
        }
        Properties sidecar = sidecar(stem);
        return publicKey(file).flatMap(key -> trusted(stem, key, sidecar));
    }

    private Optional<TrustedKey> trusted(String name, PublicKey key, Properties sidecar) {
        Optional<SignatureForm> form = SignatureForm.of(
                key,
                sidecar.getProperty("signature", "").strip(),
                sidecar.getProperty("hash", "").strip());
        if (form.isEmpty()) {
            problems.add("the key " + name + " is too weak, or cannot sign in the form that " + name
                    + ".properties asks for (signature: der or p1363 for ECDSA, pkcs1 or pss for RSA; hash: sha256, sha384"
                    + " or sha512)");
            return Optional.empty();
        }
        SigningKey signing = new SigningKey(name, key, form.get());
        return Optional.of(
                new TrustedKey(signing, keyIds(signing.signer(), sidecar), allowed(sidecar), notAfter(name, sidecar)));
    }

    /** The key's name, its fingerprint in both spellings that are about, and what the sidecar adds. */
    private static List<String> keyIds(Signer signer, Properties sidecar) {
        String hex = signer.fingerprint().substring("sha256:".length());
        String base64 = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(java.util.HexFormat.of().parseHex(hex));
        List<String> ids = new ArrayList<>(List.of(signer.name(), signer.fingerprint(), hex, "SHA256:" + base64));
        ids.addAll(words(sidecar, "key-ids"));
        return ids;
    }

    private static Allowed allowed(Properties sidecar) {
        return new Allowed(
                words(sidecar, "builders"), words(sidecar, "build-types"), words(sidecar, "predicate-types"));
    }

    private Optional<Instant> notAfter(String name, Properties sidecar) {
        String text = sidecar.getProperty("not-after", "").strip();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            problems.add("not-after in " + name + ".properties must be a time such as 2027-01-01T00:00:00Z");
            return Optional.empty();
        }
    }

    private Properties sidecar(String stem) {
        Properties sidecar = new Properties();
        Path file = folder.resolve(stem + ".properties");
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                sidecar.load(in);
            } catch (IOException | IllegalArgumentException unreadable) {
                problems.add(stem + ".properties in attest.keys cannot be read");
            }
        }
        new TreeSet<>(sidecar.stringPropertyNames())
                .stream()
                        .filter(key -> !SIDECAR.contains(key))
                        .forEach(key -> problems.add("there is no setting '" + key + "' in " + stem
                                + ".properties; known are " + String.join(", ", new TreeSet<>(SIDECAR))));
        return sidecar;
    }

    private Optional<PublicKey> publicKey(Path file) {
        String text;
        try {
            text = Files.size(file) > LONGEST_FILE ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            problems.add(fileName(file) + " in attest.keys cannot be read");
            return Optional.empty();
        }
        if (text.contains("PRIVATE KEY")) {
            problems.add(
                    fileName(file) + " in attest.keys holds a private key; take it away and put the public one there");
            return Optional.empty();
        }
        Matcher pem = PUBLIC.matcher(text);
        Optional<PublicKey> key = pem.find() ? decode(pem.group(1)) : Optional.empty();
        if (key.isEmpty()) {
            problems.add(fileName(file)
                    + " in attest.keys is no public key in PEM (BEGIN PUBLIC KEY) for ECDSA, Ed25519 or RSA");
        }
        return key;
    }

    private static Optional<PublicKey> decode(String base64) {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        return ALGORITHMS.stream().flatMap(name -> decode(name, der).stream()).findFirst();
    }

    private static Optional<PublicKey> decode(String algorithm, byte[] der) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException | RuntimeException otherAlgorithm) {
            return Optional.empty();
        }
    }

    private static Set<String> words(Properties properties, String key) {
        return Stream.of(properties.getProperty(key, "").split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String stem(Path file) {
        String name = fileName(file);
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String fileName(Path file) {
        return file.getName(file.getNameCount() - 1).toString();
    }
}
