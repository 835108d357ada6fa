package dev.whence.lineage;

import dev.whence.access.Sight;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lineage as of one size of the ledger, as far as one reader may know it: immutable, safe to share, cheap to make. Equal
 * ledgers of that size give equal answers, whatever was added since. Entries that are hidden from the reader are as if they
 * said nothing; only a walk says, by {@link Cut#POLICY}, that something leads on from what it shows.
 */
public final class LineageSnapshot {
    private final Iris iris;
    private final Tables tables;
    private final int size;
    private final Sight sight;
    private final List<Key> emptyContents;
    private final View view;

    LineageSnapshot(Iris iris, Tables tables, int size, Sight sight, List<Key> emptyContents) {
        this.iris = iris;
        this.tables = tables;
        this.size = size;
        this.sight = sight;
        this.emptyContents = emptyContents;
        this.view = new View(tables, size, sight, false);
    }

    /** How many ledger entries it shows. */
    public long size() {
        return size;
    }

    /** The ledger as it was at a smaller size; a greater one changes nothing. */
    public LineageSnapshot asOf(long earlierSize) {
        int smaller = (int) Math.max(0, Math.min(size, earlierSize));
        return new LineageSnapshot(iris, tables, smaller, sight, emptyContents);
    }

    /** The same ledger for a reader who sees so much, whatever the one before saw. */
    public LineageSnapshot seenBy(Sight other) {
        return new LineageSnapshot(iris, tables, size, other.seesAll(size) ? Sight.ALL : other, emptyContents);
    }

    /** The ledger as it was at a time: the entries recorded until then, that instant included; hidden ones count too. */
    public LineageSnapshot asOf(Instant time) {
        long moment = Micros.of(time);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tables.recordedAt(middle) <= moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return asOf(low);
    }

    /** When the ledger took an entry in; to the microsecond. */
    public Instant recordedAt(long sequence) {
        return Micros.instant(tables.recordedAt(statement(sequence)));
    }

    /** Finds what an IRI of ours names, superseded or not. */
    public Optional<Subject> find(String iri) {
        Key.Maker keys = new Key.Maker();
        Key any = keys.key(NameKind.RUN, iri);
        return named(any, NameKind.RUN, Subject.Type.RUN)
                .or(() -> receipt(any))
                .or(() -> named(any, NameKind.DATASET_VERSION, Subject.Type.DATASET_VERSION))
                .or(() -> listed(any, NameKind.CONTENT, Subject.Type.CONTENT))
                .or(() -> listed(any, NameKind.LOCATION, Subject.Type.LOCATION))
                .or(() -> listed(any, NameKind.THING, Subject.Type.LOCATION))
                .or(() -> artifact(keys, iri));
    }

    /** The dataset versions with this id, of any dataset, the last named first; the IRI has {@code _} for the dataset. */
    public List<Subject> versionsWithId(String iri) {
        int name = tables.names.find(new Key.Maker().key(NameKind.VERSION_ID, iri));
        Postings.Cursor statements =
                tables.postings.read(name == Tables.NONE ? Postings.EMPTY : tables.names.head(name));
        List<Integer> versions = new ArrayList<>();
        while (statements.advance()) {
            int statement = statements.value();
            if (view.shows(statement) && !versions.contains(tables.version(statement))) {
                versions.add(tables.version(statement));
            }
        }
        return versions.stream()
                .map(version -> new Subject(Subject.Type.DATASET_VERSION, version))
                .toList();
    }

    /** The entries about a run, a receipt or a dataset version, superseded ones included, oldest first. */
    public List<Long> entries(Subject subject) {
        return switch (subject.type()) {
            case RECEIPT -> view.shows(subject.id()) ? List.of((long) subject.id()) : List.of();
            case RUN, DATASET_VERSION -> {
                List<Integer> newestFirst = roots(true).statements(subject.id());
                yield newestFirst.stream().sorted().map(Integer::longValue).toList();
            }
            default -> List.of();
        };
    }

    /** The run that an entry is about. */
    public Optional<Subject> run(long sequence) {
        int statement = statement(sequence);
        int run = view.shows(statement) ? tables.run(statement) : Tables.NONE;
        return run == Tables.NONE ? Optional.empty() : Optional.of(new Subject(Subject.Type.RUN, run));
    }

    /** The entities that an entry says its run used. */
    public List<Subject> used(long sequence) {
        int statement = statement(sequence);
        return members(statement, tables.usedStart(statement), tables.usedEnd(statement));
    }

    /** The entities that an entry says its run generated. */
    public List<Subject> generated(long sequence) {
        int statement = statement(sequence);
        return members(statement, tables.usedEnd(statement), tables.generatedEnd(statement));
    }

    /** The entry that replaces this one. */
    public OptionalLong supersededBy(long sequence) {
        int statement = statement(sequence);
        return view.mayKnow(statement) && view.superseded(statement)
                ? OptionalLong.of(tables.supersededBy(statement))
                : OptionalLong.empty();
    }

    /** The place of an entity. */
    public Optional<Subject> location(Subject entity) {
        int location = view.withSuperseded().live(entity.id()) ? tables.location(entity.id()) : Tables.NONE;
        return location == Tables.NONE ? Optional.empty() : Optional.of(new Subject(Subject.Type.LOCATION, location));
    }

    /** What lay at a place, by time; superseded entries are listed and marked. */
    public List<Version> versions(Subject location) {
        return new History(view.withSuperseded()).versions(location.id());
    }

    /** The entities at which a walk from this subject begins. */
    public List<Integer> roots(Subject subject) {
        return roots(false).of(subject).stream()
                .map(Roots.Root::entity)
                .distinct()
                .toList();
    }

    public Walk walk(Subject subject, WalkOptions options) {
        return walk(List.of(subject), options);
    }

    /** Walks from all the subjects at once. */
    public Walk walk(List<Subject> subjects, WalkOptions options) {
        View seen = new View(tables, size, sight, options.includeSuperseded());
        return new Journey(seen, options, empty()).from(subjects);
    }

    /** How an entity is called in an entry's facts. */
    Map<EntityKey, Thing> things(LineageFacts facts) {
        return Statement.things(facts);
    }

    EntityKey key(int entity) {
        int content = tables.content(entity);
        int location = tables.location(entity);
        return new EntityKey(
                content == Tables.NONE ? null : tables.names.key(content),
                location == Tables.NONE ? null : tables.names.key(location));
    }

    private Optional<Subject> named(Key any, NameKind kind, Subject.Type type) {
        int name = tables.names.find(any.as(kind));
        boolean known = name != Tables.NONE && !roots(true).statements(name).isEmpty();
        return known ? Optional.of(new Subject(type, name)) : Optional.empty();
    }

    private Optional<Subject> receipt(Key any) {
        return named(any, NameKind.RECEIPT, Subject.Type.RECEIPT)
                .map(name -> roots(true).statements(name.id()))
                .map(statements -> new Subject(Subject.Type.RECEIPT, statements.get(0)));
    }

    private Optional<Subject> listed(Key any, NameKind kind, Subject.Type type) {
        int name = tables.names.find(any.as(kind));
        if (name == Tables.NONE) {
            return Optional.empty();
        }
        Postings.Cursor entities = tables.entitiesOf(name);
        View all = view.withSuperseded();
        while (entities.advance()) {
            if (all.live(entities.value())) {
                return Optional.of(new Subject(type, name));
            }
        }
        return Optional.empty();
    }

    private Optional<Subject> artifact(Key.Maker keys, String iri) {
        Thing thing = iris.thing(iri);
        if (thing.content().isEmpty() || thing.location().isEmpty()) {
            return Optional.empty();
        }
        int entity = tables.find(EntityKey.of(keys, thing));
        boolean known = entity != Tables.NONE && view.withSuperseded().live(entity);
        return known ? Optional.of(new Subject(Subject.Type.ENTITY, entity)) : Optional.empty();
    }

    private Roots roots(boolean includeSuperseded) {
        View seen = includeSuperseded ? view.withSuperseded() : view;
        return new Roots(seen, new Places(seen));
    }

    private List<Subject> members(int statement, int from, int to) {
        return IntStream.range(from, view.shows(statement) ? to : from)
                .mapToObj(row -> new Subject(Subject.Type.ENTITY, tables.member(row)))
                .toList();
    }

    private Set<Integer> empty() {
        return emptyContents.stream()
                .map(tables.names::find)
                .filter(name -> name != Tables.NONE)
                .collect(Collectors.toSet());
    }

    private int statement(long sequence) {
        if (sequence < 0 || sequence >= size) {
            throw new IndexOutOfBoundsException("entry " + sequence + " of " + size);
        }
        return (int) sequence;
    }
}
