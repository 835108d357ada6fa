package dev.whence.lineage;

/** The tables as one reader sees them: up to a size of the ledger, with or without superseded statements. */
final class View {
    private static final int NONE = Tables.NONE;

    private final Tables tables;
    private final int size;
    private final boolean includeSuperseded;

    View(Tables tables, int size, boolean includeSuperseded) {
        this.tables = tables;
        this.size = size;
        this.includeSuperseded = includeSuperseded;
    }

    Tables tables() {
        return tables;
    }

    int size() {
        return size;
    }

    View withSuperseded() {
        return new View(tables, size, true);
    }

    boolean sees(int statement) {
        return statement < size && (includeSuperseded || !superseded(statement));
    }

    boolean superseded(int statement) {
        int by = tables.supersededBy(statement);
        return by != NONE && by < size;
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

    /** Whether a receipt named the entity by its place alone. */
    boolean placeOnly(int entity) {
        return tables.content(entity) == NONE;
    }

    EntityKind kind(int entity) {
        if (placeOnly(entity)) {
            return EntityKind.LOCATION;
        }
        return tables.location(entity) == NONE ? EntityKind.CONTENT : EntityKind.ARTIFACT;
    }
}
