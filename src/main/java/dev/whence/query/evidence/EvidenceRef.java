package dev.whence.query.evidence;

import dev.whence.receipt.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reference to evidence may point at; one type a way of finding it. */
public sealed interface EvidenceRef {
    /** Every form, for who gave none of them. */
    String ADVICE = "A reference is dcat://<slug>@<version>, stac://<collection>/items/<item>, prov://run/<id>,"
            + " doc://<digest>, oci://<name>@<digest>, graph://<IRI> or url:<address>.";

    /** {@code dcat://<slug>@<version>}: a dataset version. */
    record Version(String slug, String version) implements EvidenceRef {}

    /** {@code prov://run/<id>}: a run. */
    record Run(String id) implements EvidenceRef {}

    /** {@code doc://<digest>#…} and {@code oci://<name>@<digest>}: bytes, wherever they lie. */
    record Bytes(Digest digest) implements EvidenceRef {}

    /**
     * {@code stac://…} and {@code url:…}: what lies at an address that a receipt has word for word.
     *
     * @param item the STAC item's id, by which an operation may have named it
     */
    record Address(String uri, Optional<String> item) implements EvidenceRef {}

    /** {@code graph://<IRI>}: a thing by an IRI that Whence minted. */
    record Named(String iri) implements EvidenceRef {}

    /**
     * Reads a reference. What stands behind a {@code #} says which part of the evidence is meant; it does not decide which
     * evidence that is.
     *
     * @return nothing where the text has not the form of any scheme
     */
    static Optional<EvidenceRef> parse(String text) {
        Matcher matcher = Forms.SCHEME.matcher(text);
        return matcher.matches() ? Forms.read(matcher.group(1), matcher.group(2)) : Optional.empty();
    }

    /** How each scheme is written. */
    final class Forms {
        private static final Pattern SCHEME =
                Pattern.compile("(dcat|stac|prov|doc|graph|oci|url):(?://)?([^#]+)(?:#.*)?");
        private static final Pattern VERSION = Pattern.compile("([^@/]+)@([^@/]+)");
        private static final Pattern RUN = Pattern.compile("(?:kfm://)?run/(.+)");
        private static final Pattern IMAGE = Pattern.compile("[^@]+@([^@]+)");
        private static final Pattern ITEM = Pattern.compile("(?:collection/)?([^/]+)/items/([^/]+)");

        private Forms() {}

        private static Optional<EvidenceRef> read(String scheme, String rest) {
            return switch (scheme) {
                case "dcat" -> match(VERSION, rest).map(found -> new Version(found.group(1), found.group(2)));
                case "prov" -> match(RUN, rest).map(found -> new Run(found.group(1)));
                case "doc" -> Digest.parse(rest).map(Bytes::new);
                case "oci" ->
                    match(IMAGE, rest)
                            .flatMap(found -> Digest.parse(found.group(1)))
                            .map(Bytes::new);
                case "stac" ->
                    match(ITEM, rest).map(found -> new Address("stac://" + rest, Optional.of(found.group(2))));
                case "graph" -> Optional.of(new Named(rest));
                default -> Optional.of(new Address(rest, Optional.empty()));
            };
        }

        private static Optional<Matcher> match(Pattern form, String text) {
            Matcher matcher = form.matcher(text);
            return matcher.matches() ? Optional.of(matcher) : Optional.empty();
        }
    }
}
