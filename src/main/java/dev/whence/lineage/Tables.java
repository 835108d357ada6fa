package dev.whence.lineage;

import dev.whence.lineage.Statement.Members;
import dev.whence.lineage.Statement.Pair;
import dev.whence.lineage.Statement.Subjects;
import java.util.BitSet;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the index. A statement's number is its ledger sequence, and entities and names are numbered in ledger
 * order; so whatever belongs to a size of the ledger is told by comparing numbers.
 *
 * <p>One thread adds, and publishes each statement by {@link #size}. A list may show readers what was added after their
 * size was published; they pass it over by its number.
 */
final class Tables {
    static final int NONE = -1;

    private static final int LAST = (1 << 30) - 1;

    final Names names = new Names();
    final Postings postings = new Postings();

    // By entity. 0 stands for none, else the name + 1.
    private final IntColumn contents = new IntColumn();
    private final IntColumn locations = new IntColumn();
    // By entity: heads of lists of mentions, see Mention.
    private final IntColumn origins = new IntColumn();
    private final IntColumn uses = new IntColumn();

    // By statement. Its members lie behind those of the statement before it: first used, then generated.
    private final LongColumn recordedAt = new LongColumn();
    private final LongColumn times = new LongColumn();
    private final IntColumn runs = new IntColumn();
    private final IntColumn versions = new IntColumn();
    private final IntColumn usedEnd = new IntColumn();
    private final IntColumn generatedEnd = new IntColumn();
    private final IntColumn supersededBy = new IntColumn();
    private final IntColumn members = new IntColumn();

    // By stated derivation.
    private final IntColumn derived = new IntColumn();
    private final IntColumn sources = new IntColumn();
    private final IntColumn statedBy = new IntColumn();

    private volatile int size;
    /** Statements that are to be as if they said nothing; never changed once it is here. */
    private volatile BitSet erased = new BitSet();

    private int bareEntities;

    int size() {
        return size;
    }

    BitSet erased() {
        return erased;
    }

    void erase(Collection<Long> statements) {
        BitSet more = (BitSet) erased.clone();
        statements.forEach(statement -> more.set(Math.toIntExact(statement)));
        erased = more;
    }

    void add(Statement statement) {
        int number = size;
        if (statement.sequence() != number || number == LAST) {
            throw new IllegalArgumentException(
                    "the index stands at " + number + " and was given entry " + statement.sequence());
        }
        Members of = statement.members();
        for (EntityKey key : of.used()) {
            mention(uses, member(key), Mention.by(number));
        }
        usedEnd.append(members.size());
        for (EntityKey key : of.generated()) {
            mention(origins, member(key), Mention.by(number));
        }
        generatedEnd.append(members.size());
        of.derivations().forEach(pair -> derive(pair, number));
        describe(statement, number);
        size = number + 1;
    }

    private void describe(Statement statement, int number) {
        recordedAt.append(statement.recordedAt());
        times.append(statement.time());
        supersededBy.append(0);
        Subjects subjects = statement.subjects();
        runs.append(subjects == null ? NONE : list(subjects.run(), number));
        versions.append(subjects == null ? NONE : list(subjects.datasetVersion(), number));
        if (subjects != null) {
            list(subjects.receipt(), number);
            list(subjects.versionId(), number);
        }
        int replaced = statement.supersedes();
        if (replaced >= 0 && replaced < number) {
            supersededBy.release(replaced, number + 1);
        }
    }

    private int list(@Nullable Key key, int value) {
        int name = nameOrAdd(key);
        list(name, value);
        return name;
    }

    private int member(EntityKey key) {
        int entity = entity(key);
        members.append(entity);
        return entity;
    }

    private void mention(IntColumn lists, int entity, int mention) {
        lists.release(entity, postings.add(lists.acquire(entity), mention));
    }

    private void derive(Pair pair, int number) {
        int from = entity(pair.source());
        int to = entity(pair.derived());
        int row = derived.append(to);
        sources.append(from);
        statedBy.append(number);
        mention(origins, to, Mention.stated(row));
        mention(uses, from, Mention.stated(row));
    }

    private int entity(EntityKey key) {
        int content = nameOrAdd(key.content());
        int location = nameOrAdd(key.location());
        int bare = nameOrAdd(key.bare());
        int found = bare == NONE ? findPair(content, location) : first(bare);
        return found == NONE ? newEntity(content, location, bare) : found;
    }

    private int newEntity(int content, int location, int bare) {
        int entity = contents.append(content + 1);
        locations.append(location + 1);
        origins.append(Postings.EMPTY);
        uses.append(Postings.EMPTY);
        list(content, entity);
        list(location, entity);
        list(bare, entity);
        bareEntities += bare == NONE ? 0 : 1;
        return entity;
    }

    private int nameOrAdd(@Nullable Key key) {
        return key == null ? NONE : names.findOrAdd(key);
    }

    private void list(int name, int value) {
        if (name != NONE) {
            names.head(name, postings.add(names.head(name), value));
        }
    }

    /** The entity's number, or {@link #NONE}. */
    int find(EntityKey key) {
        Key bare = key.bare();
        if (bare != null) {
            return bareEntity(bare);
        }
        int content = name(key.content());
        int location = name(key.location());
        return content == NONE || location == NONE ? NONE : findPair(content, location);
    }

    /** The one entity that a bare name lists, or {@link #NONE}. */
    int bareEntity(Key bare) {
        int name = names.find(bare);
        return name == NONE ? NONE : first(name);
    }

    private int first(int name) {
        Postings.Cursor list = entitiesOf(name);
        return list.advance() ? list.value() : NONE;
    }

    int name(@Nullable Key key) {
        return key == null ? NONE : names.find(key);
    }

    /** Reads both lists in step, so that the shorter one ends the search: no one content or place can make it slow. */
    private int findPair(int content, int location) {
        Postings.Cursor sameBytes = entitiesOf(content);
        Postings.Cursor samePlace = entitiesOf(location);
        while (sameBytes.advance() && samePlace.advance()) {
            if (location(sameBytes.value()) == location) {
                return sameBytes.value();
            }
            if (content(samePlace.value()) == content) {
                return samePlace.value();
            }
        }
        return NONE;
    }

    /** What a content, a location or a bare name lists. */
    Postings.Cursor entitiesOf(int name) {
        return postings.read(names.head(name));
    }

    /** Whether a name lists one number alone: the common case, told without reading the list. */
    boolean listsOne(int name) {
        return names.head(name) > 0;
    }

    /** What a run, a receipt, a dataset version or a version id lists. */
    Postings.Cursor statementsOf(int name) {
        return postings.read(names.head(name));
    }

    int content(int entity) {
        return contents.get(entity) - 1;
    }

    int location(int entity) {
        return locations.get(entity) - 1;
    }

    Postings.Cursor originsOf(int entity) {
        return postings.read(origins.acquire(entity));
    }

    Postings.Cursor usesOf(int entity) {
        return postings.read(uses.acquire(entity));
    }

    int entities() {
        return uses.size();
    }

    /** Orders entities by the digests of their names: an order that says nothing of when they came. */
    int compare(int one, int other) {
        int byContent = compareNames(content(one), content(other));
        return byContent == 0 ? compareNames(location(one), location(other)) : byContent;
    }

    private int compareNames(int one, int other) {
        if (one == other || one == NONE || other == NONE) {
            return Boolean.compare(one != NONE, other != NONE);
        }
        return names.key(one).compareTo(names.key(other));
    }

    boolean hasBareEntities() {
        return bareEntities > 0;
    }

    int derived(int row) {
        return derived.get(row);
    }

    int source(int row) {
        return sources.get(row);
    }

    int statedBy(int row) {
        return statedBy.get(row);
    }

    int usedStart(int statement) {
        return statement == 0 ? 0 : generatedEnd.get(statement - 1);
    }

    int usedEnd(int statement) {
        return usedEnd.get(statement);
    }

    int generatedEnd(int statement) {
        return generatedEnd.get(statement);
    }

    int member(int row) {
        return members.get(row);
    }

    int memberCount() {
        return members.size();
    }

    int run(int statement) {
        return runs.get(statement);
    }

    int version(int statement) {
        return versions.get(statement);
    }

    long recordedAt(int statement) {
        return recordedAt.get(statement);
    }

    long time(int statement) {
        return times.get(statement);
    }

    /** The statement that replaces this one, or {@link #NONE}; it may lie beyond the reader's size. */
    int supersededBy(int statement) {
        return supersededBy.acquire(statement) - 1;
    }

    long bytes() {
        long byEntity = contents.bytes() + locations.bytes() + origins.bytes() + uses.bytes();
        long byStatement = recordedAt.bytes()
                + times.bytes()
                + runs.bytes()
                + versions.bytes()
                + usedEnd.bytes()
                + generatedEnd.bytes()
                + supersededBy.bytes()
                + members.bytes();
        long byDerivation = derived.bytes() + sources.bytes() + statedBy.bytes();
        return names.bytes() + postings.bytes() + byEntity + byStatement + byDerivation;
    }
}
