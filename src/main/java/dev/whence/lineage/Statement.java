package dev.whence.lineage;

import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one ledger entry says of lineage, with every name replaced by its key: what the index takes in, and what the
 * edge log keeps. Pure to make, so that it may be made on any thread before the writer's turn.
 */
public final class Statement {
    static final int NOTHING = -1;

    private static final Members NO_MEMBERS = new Members(List.of(), List.of(), List.of());

    private final long sequence;
    private final long recordedAt;
    private final long time;
    private final int supersedes;
    private final @Nullable Subjects subjects;
    private final Members members;

    /** Whom a statement is about; absent where an entry says nothing of lineage. */
    record Subjects(
            Key receipt,
            @Nullable Key run,
            @Nullable Key datasetVersion,
            @Nullable Key versionId) {}

    /** Entities in the receipt's order, each once. */
    record Members(List<EntityKey> used, List<EntityKey> generated, List<Pair> derivations) {}

    /** {@code derived} was derived from {@code source}, as stated. */
    record Pair(EntityKey derived, EntityKey source) {}

    Statement(long sequence, long recordedAt, long time, int supersedes, @Nullable Subjects subjects, Members members) {
        this.sequence = sequence;
        this.recordedAt = recordedAt;
        this.time = time;
        this.supersedes = supersedes;
        this.subjects = subjects;
        this.members = members;
    }

    /**
     * What one entry says.
     *
     * @param iris under whose base the facts' IRIs were minted
     * @param supersedes the sequence of the entry that this one replaces
     */
    public static Statement of(
            Iris iris, long sequence, Instant recordedAt, LineageFacts facts, OptionalLong supersedes) {
        Key.Maker keys = new Key.Maker();
        return new Statement(
                sequence,
                Micros.of(recordedAt),
                Micros.of(facts.at().orElse(recordedAt)),
                supersedes.isPresent() ? Math.toIntExact(supersedes.getAsLong()) : NOTHING,
                subjects(iris, keys, facts),
                members(keys, facts));
    }

    /** An entry that says nothing of lineage: it only moves the ledger on, and may take the place of another entry. */
    public static Statement nothing(long sequence, Instant recordedAt, OptionalLong supersedes) {
        long at = Micros.of(recordedAt);
        int replaced = supersedes.isPresent() ? Math.toIntExact(supersedes.getAsLong()) : NOTHING;
        return new Statement(sequence, at, at, replaced, null, NO_MEMBERS);
    }

    /** The same entry, when what it said was erased. */
    Statement erased() {
        return new Statement(sequence, recordedAt, recordedAt, supersedes, null, NO_MEMBERS);
    }

    boolean saysNothing() {
        return subjects == null;
    }

    public long sequence() {
        return sequence;
    }

    /** When the ledger took it in, in microseconds since 1970. */
    long recordedAt() {
        return recordedAt;
    }

    /** The receipt's own time where it has one. */
    long time() {
        return time;
    }

    int supersedes() {
        return supersedes;
    }

    @Nullable
    Subjects subjects() {
        return subjects;
    }

    Members members() {
        return members;
    }

    /** The things that facts mention, each under its key. */
    static Map<EntityKey, Thing> things(LineageFacts facts) {
        Key.Maker keys = new Key.Maker();
        Stream<Thing> ends = facts.derivations().stream().flatMap(pair -> Stream.of(pair.derived(), pair.source()));
        return Stream.of(facts.used().stream(), facts.generated().stream(), ends)
                .flatMap(Function.identity())
                .collect(Collectors.toMap(thing -> EntityKey.of(keys, thing), Function.identity(), (a, b) -> a));
    }

    private static Subjects subjects(Iris iris, Key.Maker keys, LineageFacts facts) {
        return new Subjects(
                keys.key(NameKind.RECEIPT, facts.receipt()),
                facts.run().map(iri -> keys.key(NameKind.RUN, iri)).orElse(null),
                facts.datasetVersion()
                        .map(iri -> keys.key(NameKind.DATASET_VERSION, iri))
                        .orElse(null),
                facts.datasetVersion()
                        .flatMap(iri -> versionId(iris, iri))
                        .map(iri -> keys.key(NameKind.VERSION_ID, iri))
                        .orElse(null));
    }

    /** People often know a version's id and not the slug that the receipt gave beside it. */
    private static Optional<String> versionId(Iris iris, String datasetVersion) {
        int id = datasetVersion.lastIndexOf('/');
        int slug = datasetVersion.lastIndexOf('/', id - 1);
        return iris.read(datasetVersion)
                .filter(minted ->
                        minted.names().size() == 2 && !minted.names().get(0).equals("_"))
                .map(minted -> datasetVersion.substring(0, slug + 1) + "_" + datasetVersion.substring(id));
    }

    private static Members members(Key.Maker keys, LineageFacts facts) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (LineageFacts.Derivation stated : facts.derivations()) {
            pairs.add(new Pair(EntityKey.of(keys, stated.derived()), EntityKey.of(keys, stated.source())));
        }
        return new Members(entities(keys, facts.used()), entities(keys, facts.generated()), List.copyOf(pairs));
    }

    private static List<EntityKey> entities(Key.Maker keys, List<Thing> things) {
        return things.stream()
                .map(thing -> EntityKey.of(keys, thing))
                .distinct()
                .toList();
    }
}
