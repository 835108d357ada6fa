package dev.whence.lineage;

import java.util.Optional;

/** From an entity to what it was made from. */
final class UpStep implements Step {
    private static final int NONE = Tables.NONE;

    private final View view;
    private final Tables tables;
    private final Places places;
    private final SameBytes sameBytes;
    private final boolean crossings;

    UpStep(View view, Places places, SameBytes sameBytes, boolean crossings) {
        this.view = view;
        this.tables = view.tables();
        this.places = places;
        this.sameBytes = sameBytes;
        this.crossings = crossings;
    }

    @Override
    public void expand(int entity, int context, Sink sink) {
        if (!crossings || (sameBytes.expand(entity, sink) && crossPlace(entity, context, sink))) {
            climb(entity, context, sink);
        }
    }

    private boolean crossPlace(int entity, int context, Sink sink) {
        if (context >= 0) {
            return crossTo(entity, context, context, sink);
        }
        return context == BEFORE_ALL || !needsPlace(entity) || view.placeOnly(entity) || crossEachUse(entity, sink);
    }

    /** Bytes that nobody generated were at their place when they were used; whoever wrote there last may have made them. */
    private boolean crossEachUse(int entity, Sink sink) {
        Postings.Cursor uses = tables.usesOf(entity);
        while (uses.advance()) {
            int use = view.statement(uses.value());
            int context = view.sees(use) ? contextOf(entity, use) : BEFORE_ALL;
            if (context >= 0 && !crossTo(entity, context, use, sink)) {
                return false;
            }
        }
        return true;
    }

    private boolean crossTo(int entity, int generation, int because, Sink sink) {
        Optional<Places.Generation> made = places.by(generation, tables.location(entity));
        if (made.isEmpty() || made.get().entity() == entity) {
            return true;
        }
        int far = made.get().entity();
        int farContext = view.placeOnly(far) ? generation : ALL;
        boolean superseded = view.superseded(because) || view.superseded(generation);
        return sink.edge(Relation.ASSUMED_LOCATION, NONE, Math.max(because, generation), superseded, far, farContext);
    }

    private void climb(int entity, int context, Sink sink) {
        Postings.Cursor origins = tables.originsOf(entity);
        boolean more = true;
        while (more && origins.advance()) {
            int statement = view.statement(origins.value());
            if (!view.sees(statement) || !meant(entity, statement, context)) {
                continue;
            }
            more = Mention.isStated(origins.value())
                    ? toSource(entity, Mention.number(origins.value()), statement, sink)
                    : toInputs(entity, statement, sink);
        }
    }

    /** A place-only entity has the origins of the one generation that is meant, and what is stated apart from any. */
    private boolean meant(int entity, int statement, int context) {
        return context == ALL
                || statement == context
                || !view.placeOnly(entity)
                || places.by(statement, tables.location(entity)).isEmpty();
    }

    private boolean toSource(int entity, int derivation, int statement, Sink sink) {
        int source = tables.source(derivation);
        return source == entity
                || sink.edge(
                        Relation.STATED,
                        tables.run(statement),
                        statement,
                        view.superseded(statement),
                        source,
                        contextOf(source, statement));
    }

    /** More than one receipt may speak of a run: what one says it used, another says it generated from. */
    private boolean toInputs(int entity, int statement, Sink sink) {
        int run = tables.run(statement);
        if (tables.listsOne(run)) {
            return toInputs(entity, statement, statement, sink);
        }
        Postings.Cursor ofRun = tables.statementsOf(run);
        boolean more = true;
        while (more && ofRun.advance()) {
            if (view.sees(ofRun.value())) {
                more = toInputs(entity, statement, ofRun.value(), sink);
            }
        }
        return more;
    }

    private boolean toInputs(int entity, int generation, int use, Sink sink) {
        int run = tables.run(generation);
        boolean superseded = view.superseded(generation) || view.superseded(use);
        int end = tables.usedEnd(use);
        for (int row = tables.usedStart(use); row < end; row++) {
            int used = tables.member(row);
            if (used != entity
                    && !sink.edge(
                            Relation.ASSUMED, run, Math.max(generation, use), superseded, used, contextOf(used, use))) {
                return false;
            }
        }
        return true;
    }

    /** Which generation an entity's use means. */
    private int contextOf(int entity, int use) {
        if (!crossings || !needsPlace(entity)) {
            return ALL;
        }
        return places.latestBefore(tables.location(entity), use)
                .filter(made -> view.placeOnly(entity) || view.placeOnly(made.entity()))
                .map(Places.Generation::statement)
                .orElse(BEFORE_ALL);
    }

    private boolean needsPlace(int entity) {
        return tables.hasBareEntities()
                && tables.location(entity) != NONE
                && !view.isThing(entity)
                && (view.placeOnly(entity)
                        || (view.newestGeneration(entity) == NONE && places.hasBare(tables.location(entity))));
    }
}
