package dev.whence.attest;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may sign with a certificate: without this, anybody with an account somewhere could. Immutable.
 *
 * @param allowed at least one
 */
public record Identities(List<Allowed> allowed) {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Fulcio's extension for the issuer: a UTF8String; before 2023 it was the text itself. */
    private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";

    private static final String OLD_ISSUER = "1.3.6.1.4.1.57264.1.1";

    public Identities {
        allowed = List.copyOf(allowed);
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("somebody must be allowed to sign");
        }
    }

    /**
     * An issuer of tokens, and whom it may have named.
     *
     * @param issuer {@code *} for any
     * @param name in the certificate's alternative names; a {@code *} at its end stands for any ending
     */
    public record Allowed(String issuer, String name) {
        boolean fits(Who who) {
            boolean sameIssuer = issuer.equals("*") || issuer.equals(who.issuer());
            boolean sameName = name.endsWith("*")
                    ? who.name().startsWith(name.substring(0, name.length() - 1))
                    : name.equals(who.name());
            return sameIssuer && sameName;
        }
    }

    /** Whom a certificate names. */
    record Who(String issuer, String name) {}

    /** Reads {@code issuer name, issuer name}; nothing where a pair is not one. */
    public static Optional<Identities> parse(String text) {
        List<List<String>> pairs = COMMA.splitAsStream(text)
                .map(String::strip)
                .filter(pair -> !pair.isEmpty())
                .map(pair -> List.of(SPACE.split(pair)))
                .toList();
        boolean good = !pairs.isEmpty() && pairs.stream().allMatch(pair -> pair.size() == 2);
        return good
                ? Optional.of(new Identities(pairs.stream()
                        .map(pair -> new Allowed(pair.get(0), pair.get(1)))
                        .toList()))
                : Optional.empty();
    }

    boolean allow(Who who) {
        return allowed.stream().anyMatch(one -> one.fits(who));
    }

    /** Whom a certificate of Fulcio names; nothing where it names nobody, or several. */
    static Optional<Who> of(X509Certificate certificate) {
        Optional<String> issuer = Optional.ofNullable(certificate.getExtensionValue(ISSUER))
                .flatMap(Identities::inner)
                .flatMap(Identities::inner)
                .or(() -> Optional.ofNullable(certificate.getExtensionValue(OLD_ISSUER))
                        .flatMap(Identities::inner))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        return issuer.flatMap(known -> name(certificate).map(name -> new Who(known, name)));
    }

    private static Optional<String> name(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null || names.size() != 1
                    ? Optional.empty()
                    : Optional.of(names.iterator().next())
                            .filter(name -> name.size() == 2 && name.get(1) instanceof String)
                            .map(name -> (String) name.get(1));
        } catch (CertificateParsingException unreadable) {
            return Optional.empty();
        }
    }

    /** The contents of one DER value that fills the bytes. */
    private static Optional<byte[]> inner(byte[] der) {
        if (der.length < 2) {
            return Optional.empty();
        }
        int first = der[1] & 0xff;
        int lengthBytes = first < 0x80 ? 0 : first & 0x7f;
        if (lengthBytes > 3 || der.length < 2 + lengthBytes) {
            return Optional.empty();
        }
        int length = lengthBytes == 0 ? first : 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = (length << 8) | (der[2 + i] & 0xff);
        }
        int start = 2 + lengthBytes;
        return start + length == der.length
                ? Optional.of(Arrays.copyOfRange(der, start, der.length))
                : Optional.empty();
    }
}
