package dev.whence.lineage;

/**
 * Tells whether something that is hidden from the reader leads on from an entity that it sees: yes or no, never how much.
 * What only shares bytes or a place with the entity does not count; else whoever can name a digest could ask in this way
 * who else has it.
 */
final class Hidden {
    private final View view;
    private final Tables tables;
    private final Direction direction;

    Hidden(View view, Direction direction) {
        this.view = view;
        this.tables = view.tables();
        this.direction = direction;
    }

    /** Whether it has an origin, or going down a use, that the reader may not know of. */
    boolean leadsOn(int entity) {
        if (view.isWhole()) {
            return false;
        }
        return view.isThing(entity) ? ofThing(tables.location(entity)) : of(entity);
    }

    /** Whatever was said of its bytes, a thing is one under its name. */
    private boolean ofThing(int name) {
        Postings.Cursor entities = tables.entitiesOf(name);
        while (entities.advance()) {
            if (of(entities.value())) {
                return true;
            }
        }
        return false;
    }

    private boolean of(int entity) {
        Postings.Cursor mentions = direction == Direction.UP ? tables.originsOf(entity) : tables.usesOf(entity);
        while (mentions.advance()) {
            int statement = view.statement(mentions.value());
            if (view.hides(statement) || (!Mention.isStated(mentions.value()) && otherReceiptLeadsOn(statement))) {
                return true;
            }
        }
        return false;
    }

    /** More than one receipt may speak of a run. */
    private boolean otherReceiptLeadsOn(int statement) {
        int run = tables.run(statement);
        if (tables.listsOne(run) || !view.sees(statement)) {
            return false;
        }
        Postings.Cursor ofRun = tables.statementsOf(run);
        while (ofRun.advance()) {
            if (view.hides(ofRun.value()) && hasMembers(ofRun.value())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasMembers(int statement) {
        int used = tables.usedEnd(statement);
        return direction == Direction.UP ? tables.usedStart(statement) < used : used < tables.generatedEnd(statement);
    }
}
