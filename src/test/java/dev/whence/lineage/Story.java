package dev.whence.lineage;

import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Derivation;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.receipt.ReceiptId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Tells an index a story, run by run, and answers walks in the story's own words: {@code "a.csv@1"} or {@code "a.csv"}. */
final class Story {
    static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final LineageIndex index = new LineageIndex(IRIS);
    final List<LineageFacts> told = new ArrayList<>();
    final List<Statement> statements = new ArrayList<>();

    /** One entry to tell. */
    final class Entry {
        private final String run;
        private List<Thing> used = List.of();
        private List<Thing> generated = List.of();
        private final List<Derivation> derivations = new ArrayList<>();
        private Optional<Instant> at = Optional.empty();
        private OptionalLong supersedes = OptionalLong.empty();
        private Optional<String> version = Optional.empty();

        private Entry(String run) {
            this.run = run;
        }

        Entry used(String... words) {
            used = things(words);
            return this;
        }

        Entry made(String... words) {
            generated = things(words);
            return this;
        }

        Entry stating(String derived, String source) {
            derivations.add(new Derivation(thing(derived), thing(source), Optional.empty()));
            return this;
        }

        Entry at(int hour) {
            at = Optional.of(START.plusSeconds(3600L * hour));
            return this;
        }

        Entry superseding(long sequence) {
            supersedes = OptionalLong.of(sequence);
            return this;
        }

        Entry of(String datasetVersion) {
            version = Optional.of(datasetVersion);
            return this;
        }

        long tell() {
            long sequence = told.size();
            String receipt = IRIS.receipt("default", new ReceiptId(sha256("receipt " + sequence)));
            LineageFacts facts =
                    new LineageFacts(receipt, Optional.of(runIri(run)), at, used, generated, derivations, version);
            told.add(facts);
            statements.add(index.add(sequence, recordedAt(sequence), facts, supersedes));
            return sequence;
        }
    }

    Entry run(String run) {
        return new Entry(run);
    }

    static Instant recordedAt(long sequence) {
        return START.plusSeconds(60 * sequence);
    }

    static String runIri(String run) {
        return IRIS.run("default", run);
    }

    static List<Thing> things(String... words) {
        return List.of(words).stream().map(Story::thing).toList();
    }

    /**
     * {@code place@bytes}, {@code place} without a digest, {@code @bytes} without a place; {@code #id} and {@code #id@bytes}
     * go by a type and an id.
     */
    static Thing thing(String word) {
        if (word.startsWith("#")) {
            String[] parts = word.substring(1).split("@");
            Optional<String> content =
                    parts.length == 1 ? Optional.empty() : Optional.of(IRIS.content(digest(parts[1])));
            return new Thing(IRIS.thing("default", "item", parts[0]), content, Optional.empty());
        }
        int at = word.indexOf('@');
        Optional<String> place = at == 0 ? Optional.empty() : Optional.of(at < 0 ? word : word.substring(0, at));
        Optional<Digest> bytes = at < 0 ? Optional.empty() : Optional.of(digest(word.substring(at + 1)));
        Optional<String> content = bytes.map(IRIS::content);
        Optional<String> location = place.map(uri -> IRIS.location("default", uri));
        String iri = place.isPresent() && bytes.isPresent()
                ? IRIS.artifact("default", bytes.get(), place.get())
                : content.or(() -> location).orElseThrow();
        return new Thing(iri, content, location);
    }

    static Digest digest(String bytes) {
        return Digest.parse("sha256:" + sha256(bytes)).orElseThrow();
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Subject find(String word) {
        return index.snapshot().find(thing(word).iri()).orElseThrow();
    }

    Walk walk(String word, WalkOptions options) {
        LineageSnapshot snapshot = index.snapshot();
        return snapshot.walk(snapshot.find(thing(word).iri()).orElseThrow(), options);
    }

    /** {@code depth word} of each node, in order. */
    List<String> nodes(Walk walk) {
        NodeNames names = names();
        return walk.nodes().stream()
                .map(node -> node.depth() + " " + word(names.thing(node.entity(), node.sequence())))
                .toList();
    }

    /** {@code from relation to} of each edge, in order. */
    List<String> edges(Walk walk) {
        NodeNames names = names();
        TreeMap<Integer, String> words = new TreeMap<>();
        walk.nodes().forEach(node -> words.put(node.entity(), word(names.thing(node.entity(), node.sequence()))));
        return walk.edges().stream()
                .map(edge -> words.get(edge.from()) + " " + edge.relation() + " " + words.get(edge.to())
                        + (edge.superseded() ? " superseded" : ""))
                .toList();
    }

    NodeNames names() {
        return new NodeNames(index.snapshot(), sequence -> told.get((int) sequence), 3);
    }

    /** Gives the words back; bytes are told by trying the few that stories use. */
    private static String word(Thing thing) {
        String place = thing.location()
                .map(iri -> IRIS.read(iri).orElseThrow().names().get(0))
                .orElse("");
        String bytes = thing.content().map(Story::bytes).orElse("");
        return place + bytes;
    }

    private static String bytes(String content) {
        for (int i = 0; i < 100; i++) {
            if (IRIS.content(digest(String.valueOf(i))).equals(content)) {
                return "@" + i;
            }
        }
        return "@";
    }
}
