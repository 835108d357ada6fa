package dev.whence.receipt;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Mints the IRI of every thing that Whence speaks of, under one base; the only place that knows their form.
 *
 * <p>In a path segment {@code [A-Za-z0-9._:@-]} stay as they are and every other byte of the UTF-8 form becomes
 * {@code ~hh}: reversible, and safe from servers and proxies that mangle {@code %2F}. The same rule names files on
 * export. Outside the default organisation, {@code o/<org>/} stands in front of what an organisation owns.
 *
 * @param base an absolute IRI that ends in a slash
 */
public record Iris(String base) {
    public static final String DEFAULT_BASE = "http://localhost:8080/";
    public static final String DEFAULT_ORGANISATION = "default";

    /** The first word of a {@link #thing(String, String, String) thing's} path. */
    public static final String THING = "thing";

    private static final HexFormat HEX = HexFormat.of();

    public Iris {
        if (!base.endsWith("/") || !base.contains("://")) {
            throw new IllegalArgumentException("a base is an absolute IRI that ends in a slash");
        }
    }

    /** What the IRIs of all begin with that an organisation owns; ends in a slash. */
    public String space(String org) {
        return base + owned(org);
    }

    /** The receipt, and the named graph that holds what it says. */
    public String receipt(String org, ReceiptId id) {
        return base + owned(org) + "receipt/" + id.text();
    }

    public String run(String org, String runId) {
        return base + owned(org) + "run/" + segment(runId);
    }

    /** The bytes, wherever they lie. */
    public String content(Digest digest) {
        return base + "content/" + segment(digest.text());
    }

    /** These bytes at this place. */
    public String artifact(String org, Digest digest, String uri) {
        return base + ownedPlace(org, uri) + "artifact/" + segment(digest.text()) + "/" + segment(uri);
    }

    /** The place over time; stands for the artifact where a receipt gives no digest. */
    public String location(String org, String uri) {
        return base + ownedPlace(org, uri) + "location/" + segment(uri);
    }

    public String agent(String org, String principal) {
        return base + owned(org) + "agent/" + segment(principal);
    }

    public String dataset(String org, String slug) {
        return base + owned(org) + "dataset/" + segment(slug);
    }

    public String datasetVersion(String org, DatasetVersionId version) {
        return base + owned(org) + "dataset-version/" + segment(version.slug().orElse("_")) + "/"
                + segment(version.id());
    }

    /** A registered artifact over all its versions. */
    public String registered(String org, String artifactId) {
        return base + owned(org) + "registered/" + segment(artifactId);
    }

    /** One version of a registered artifact. */
    public String registered(String org, String artifactId, String version) {
        return registered(org, artifactId) + "/" + segment(version);
    }

    public String incident(String org, String incidentId) {
        return base + owned(org) + "incident/" + segment(incidentId);
    }

    /** What an operation read or made, by the type and the id that its system has for it. */
    public String thing(String org, String type, String id) {
        return base + owned(org) + THING + "/" + segment(type) + "/" + segment(id);
    }

    /** One way to have a dataset's bytes, where the catalog record does not say which bytes: see {@link #asset} too. */
    public String distribution(String org, String dataset, String key) {
        return base + owned(org) + "distribution/" + segment(dataset) + "/" + segment(key);
    }

    /** What the catalog says of itself about a record: when it came and changed; never the thing that the record describes. */
    public String record(String org, String kind, String subject) {
        return base + owned(org) + "record/" + segment(kind) + "/" + segment(subject);
    }

    /** A STAC catalog; its address in the STAC API too. */
    public String stacCatalog(String org, String id) {
        return base + owned(org) + "stac/catalogs/" + segment(id);
    }

    /** A STAC collection; its address in the STAC API too. */
    public String stacCollection(String org, String id) {
        return base + owned(org) + "stac/collections/" + segment(id);
    }

    /** A STAC item; its address in the STAC API too. One without a collection lies in {@code _}. */
    public String stacItem(String org, Optional<String> collection, String id) {
        return stacCollection(org, collection.orElse("_")) + "/items/" + segment(id);
    }

    /** What a catalog record describes: the item, the collection, the dataset; a document of PROV stands for itself. */
    public String described(String org, RecordName name) {
        String subject = name.subject();
        return switch (name.kind()) {
            case STAC_ITEM -> {
                int slash = subject.indexOf('/');
                yield base + owned(org) + "stac/collections/" + subject.substring(0, slash) + "/items/"
                        + segment(subject.substring(slash + 1));
            }
            case STAC_COLLECTION -> stacCollection(org, subject);
            case STAC_CATALOG -> stacCatalog(org, subject);
            case DCAT_DATASET -> dataset(org, subject);
            default -> record(org, name.kind().ledgerName(), subject);
        };
    }

    /** An asset of a STAC item or collection, by its key. */
    public static String asset(String owner, String key) {
        return owner + "/asset/" + segment(key);
    }

    public String plan(String specHashOrOperation) {
        return base + "plan/" + segment(specHashOrOperation);
    }

    public String decision(String org, String id) {
        return base + owned(org) + "decision/" + segment(id);
    }

    public String report(Digest digest) {
        return base + "report/" + segment(digest.text());
    }

    public String container(Digest digest) {
        return base + "container/" + segment(digest.text());
    }

    public String commit(String id) {
        return base + "commit/" + segment(id);
    }

    /** What somebody acted as; the same word is the same role everywhere. */
    public String role(String role) {
        return base + "role/" + segment(role);
    }

    /** The node that says as what, and after which plan, somebody took part in a run. */
    public static String association(String run) {
        return run + "#association";
    }

    /** The activity that invalidated a receipt, as its tombstone says. */
    public static String erasure(String tombstone) {
        return tombstone + "#erasure";
    }

    /** A node that holds a part of what is said of a thing, such as {@code spatial}; it has no life of its own. */
    public static String helper(String owner, String part) {
        return owner + "#" + part;
    }

    /** The node that holds an artifact's checksum in SPDX terms. */
    public static String checksum(String artifact) {
        return artifact + "#checksum";
    }

    /**
     * The node that says how an artifact was made from one of its sources.
     *
     * @param number from 1, among the artifact's sources in that invocation
     */
    public static String derivation(String artifact, String invocationId, int number) {
        return artifact + "#derivation-" + segment(invocationId) + "-" + number;
    }

    /**
     * Reads a minted IRI back.
     *
     * @return nothing where the IRI does not lie under this base or has not the form of one of ours
     */
    public Optional<Minted> read(String iri) {
        if (!iri.startsWith(base)) {
            return Optional.empty();
        }
        String path = iri.substring(base.length());
        String[] parts = path.split("/", -1);
        boolean owned = parts.length > 3 && parts[0].equals("o");
        List<String> rest = List.of(parts).subList(owned ? 2 : 0, parts.length);
        try {
            String org = owned ? unsegment(parts[1]) : DEFAULT_ORGANISATION;
            List<String> names = rest.stream().skip(1).map(Iris::unsegment).toList();
            return names.isEmpty() ? Optional.empty() : Optional.of(new Minted(org, rest.get(0), names));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * What an IRI of ours speaks of.
     *
     * @param type the path's first word: {@code run}, {@code artifact}, {@code dataset-version} …
     * @param names what stands behind it, decoded; two for an artifact (digest, URI) and a dataset version
     */
    public record Minted(String organisation, String type, List<String> names) {
        public Minted {
            names = List.copyOf(names);
        }
    }

    /** The record that would describe what an IRI of ours names, or that the IRI names; there need not be one. */
    public static Optional<RecordName> recordOf(Minted minted) {
        List<String> names = minted.names();
        return switch (minted.type()) {
            case "dataset" ->
                names.size() == 1
                        ? Optional.of(new RecordName(ReceiptKind.DCAT_DATASET, names.get(0)))
                        : Optional.empty();
            case "stac" -> stacRecord(names);
            case "record" -> names.size() == 2 ? RecordName.parse(names.get(0) + " " + names.get(1)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<RecordName> stacRecord(List<String> names) {
        if (names.size() == 2 && names.get(0).equals("catalogs")) {
            return Optional.of(new RecordName(ReceiptKind.STAC_CATALOG, names.get(1)));
        }
        if (names.size() < 2 || !names.get(0).equals("collections")) {
            return Optional.empty();
        }
        if (names.size() == 2) {
            return Optional.of(new RecordName(ReceiptKind.STAC_COLLECTION, names.get(1)));
        }
        return names.size() == 4 && names.get(2).equals("items")
                ? Optional.of(new RecordName(ReceiptKind.STAC_ITEM, segment(names.get(1)) + "/" + names.get(3)))
                : Optional.empty();
    }

    /** The bytes and the place that an artifact's IRI is made of; any other IRI stands for itself alone. */
    public LineageFacts.Thing thing(String iri) {
        Optional<Minted> minted = read(iri);
        String type = minted.map(Minted::type).orElse("");
        if (type.equals("artifact") && minted.orElseThrow().names().size() == 2) {
            int uri = iri.lastIndexOf('/');
            int digest = iri.lastIndexOf('/', uri - 1);
            String owner = iri.substring(0, digest - "artifact".length());
            String content = base + "content" + iri.substring(digest, uri);
            return new LineageFacts.Thing(
                    iri, Optional.of(content), Optional.of(owner + "location" + iri.substring(uri)));
        }
        return type.equals("content")
                ? new LineageFacts.Thing(iri, Optional.of(iri), Optional.empty())
                : new LineageFacts.Thing(iri, Optional.empty(), Optional.of(iri));
    }

    /** Encodes one path segment; reversible by {@link #unsegment(String)}. */
    public static String segment(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(bytes.length + 8);
        for (byte b : bytes) {
            if (staysAsItIs(b)) {
                out.append((char) b);
            } else {
                out.append('~').append(HEX.toHexDigits(b));
            }
        }
        // A browser, a proxy and a file system all read these two as a step, not as a name.
        if (out.toString().equals(".") || out.toString().equals("..")) {
            return out.toString().replace(".", "~2e");
        }
        return out.toString();
    }

    /**
     * Reads back what {@link #segment(String)} wrote.
     *
     * @throws IllegalArgumentException where a {@code ~} is not followed by two hexadecimal digits
     */
    public static String unsegment(String segment) {
        byte[] in = segment.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '~') {
                if (i + 2 >= in.length) {
                    throw new IllegalArgumentException("a ~ needs two hexadecimal digits behind it");
                }
                String digits = new String(in, i + 1, 2, StandardCharsets.UTF_8);
                out[length++] = (byte) HexFormat.fromHexDigits(digits);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean staysAsItIs(byte b) {
        return (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || (b >= '0' && b <= '9')
                || b == '.'
                || b == '_'
                || b == ':'
                || b == '@'
                || b == '-';
    }

    private static String owned(String org) {
        return org.equals(DEFAULT_ORGANISATION) ? "" : "o/" + segment(org) + "/";
    }

    /** An absolute URI means the same to everybody; a relative one only inside its organisation. */
    private static String ownedPlace(String org, String uri) {
        return isAbsolute(uri) ? "" : owned(org);
    }

    private static boolean isAbsolute(String uri) {
        int colon = uri.indexOf(':');
        return colon > 0
                && uri.substring(0, colon).chars().allMatch(c -> Character.isLetterOrDigit(c) || "+.-".indexOf(c) >= 0)
                && Character.isLetter(uri.charAt(0));
    }
}
