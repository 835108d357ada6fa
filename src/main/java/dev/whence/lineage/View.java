package dev.whence.lineage;

import dev.whence.access.Sight;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The tables as one reader sees them: up to a size of the ledger, without what is hidden from it, with or without
 * superseded statements, and without what was erased. Everything here answers as if the hidden statements had never come; so nothing may be ordered by
 * the number of an entity or of a name, for these count the hidden ones too.
 */
final class View {
    private static final int NONE = Tables.NONE;

    private final Tables tables;
    private final int size;
    private final Sight sight;
    private final boolean whole;
    private final boolean includeSuperseded;
    private final BitSet erased;

    View(Tables tables, int size, Sight sight, boolean includeSuperseded) {
        this.tables = tables;
        this.size = size;
        this.sight = sight;
        this.whole = sight.isWhole();
        this.includeSuperseded = includeSuperseded;
        this.erased = tables.erased();
    }

    private record Mentioned(int entity, int by) {}

    Tables tables() {
        return tables;
    }

    int size() {
        return size;
    }

    View withSuperseded() {
        return new View(tables, size, sight, true);
    }

    /** Whether nothing is hidden from the reader. */
    boolean isWhole() {
        return whole;
    }

    boolean sees(int statement) {
        return shows(statement) && (includeSuperseded || !superseded(statement));
    }

    /** Whether the reader may know of a statement, superseded or not, and it says something still. */
    boolean shows(int statement) {
        return mayKnow(statement) && !erased.get(statement);
    }

    /** Whether the reader may know that an entry is there. */
    boolean mayKnow(int statement) {
        return statement < size && (whole || sight.sees(statement));
    }

    /** Whether this is a statement that a reader would see from whom nothing is hidden. */
    boolean hides(int statement) {
        return !whole
                && statement < size
                && !erased.get(statement)
                && !sight.sees(statement)
                && (includeSuperseded || !isBelowSize(tables.supersededBy(statement)));
    }

    boolean superseded(int statement) {
        int by = tables.supersededBy(statement);
        return isBelowSize(by) && (whole || sight.sees(by));
    }

    private boolean isBelowSize(int statement) {
        return statement != NONE && statement < size;
    }

    /** The statement behind a mention: the one about the run, or the one that states the derivation. */
    int statement(int mention) {
        int number = Mention.number(mention);
        return Mention.isStated(mention) ? tables.statedBy(number) : number;
    }

    /** Whether the reader sees anything that mentions the entity. */
    boolean live(int entity) {
        return newestMention(entity) != NONE;
    }

    /** The newest statement that the reader sees in a list of mentions. */
    int newest(Postings.Cursor mentions) {
        while (mentions.advance()) {
            int statement = statement(mentions.value());
            if (sees(statement)) {
                return statement;
            }
        }
        return NONE;
    }

    /** The newest statement that mentions the entity at all. */
    int newestMention(int entity) {
        return Math.max(newest(tables.originsOf(entity)), newest(tables.usesOf(entity)));
    }

    /** The newest statement about a run that generated the entity. */
    int newestGeneration(int entity) {
        Postings.Cursor origins = tables.originsOf(entity);
        while (origins.advance()) {
            if (isGeneration(origins.value())) {
                return Mention.number(origins.value());
            }
        }
        return NONE;
    }

    boolean isGeneration(int mention) {
        return !Mention.isStated(mention) && sees(Mention.number(mention));
    }

    /** Those of a list that the reader sees mentioned, the last mentioned first. */
    List<Integer> live(Postings.Cursor entities) {
        List<Mentioned> live = new ArrayList<>();
        while (entities.advance()) {
            int by = newestMention(entities.value());
            if (by != NONE) {
                live.add(new Mentioned(entities.value(), by));
            }
        }
        if (live.size() > 1) {
            live.sort(Comparator.comparingInt(Mentioned::by)
                    .reversed()
                    .thenComparing(Mentioned::entity, tables::compare));
        }
        return live.stream().map(Mentioned::entity).toList();
    }

    /** Whether a receipt named the entity by its place alone: other bytes may lie there at other times. */
    boolean placeOnly(int entity) {
        return tables.content(entity) == NONE && !isThing(entity);
    }

    /** Whether a receipt named the entity by its type and id, under which it is one thing for all time. */
    boolean isThing(int entity) {
        int location = tables.location(entity);
        return location != NONE && tables.names.is(location, NameKind.THING);
    }

    EntityKind kind(int entity) {
        if (tables.content(entity) == NONE) {
            return EntityKind.LOCATION;
        }
        return tables.location(entity) == NONE ? EntityKind.CONTENT : EntityKind.ARTIFACT;
    }
}
