package dev.whence.lineage;

import java.util.Optional;

/** From an entity to what was made from it: the same steps as {@link UpStep}, taken the other way. */
final class DownStep implements Step {
    private static final int NONE = Tables.NONE;

    private final View view;
    private final Tables tables;
    private final Places places;
    private final SameBytes sameBytes;
    private final boolean crossings;

    DownStep(View view, Places places, SameBytes sameBytes, boolean crossings) {
        this.view = view;
        this.tables = view.tables();
        this.places = places;
        this.sameBytes = sameBytes;
        this.crossings = crossings;
    }

    @Override
    public void expand(int entity, int context, Sink sink) {
        if (!crossings || (sameBytes.expand(entity, sink) && crossPlace(entity, context, sink))) {
            descend(entity, context, sink);
        }
    }

    private boolean crossPlace(int entity, int context, Sink sink) {
        int location = tables.location(entity);
        if (location == NONE || !tables.hasBareEntities() || view.isThing(entity)) {
            return true;
        }
        if (!view.placeOnly(entity)) {
            int place = tables.bareEntity(tables.names.key(location).as(NameKind.BARE));
            return place == NONE || context != ALL || crossTo(entity, context, place, sink);
        }
        for (int version : view.live(tables.entitiesOf(location))) {
            boolean used = !view.placeOnly(version) && view.newestGeneration(version) == NONE;
            if (used && !crossTo(entity, context, version, sink)) {
                return false;
            }
        }
        return true;
    }

    /** Crosses for each use of the other that means what was generated here. */
    private boolean crossTo(int entity, int context, int other, Sink sink) {
        Postings.Cursor uses = tables.usesOf(other);
        while (uses.advance()) {
            int use = view.statement(uses.value());
            int meant = view.sees(use) ? meant(entity, use) : BEFORE_ALL;
            boolean wanted = meant >= 0 && (context == ALL || context == meant);
            if (wanted && !assume(use, meant, other, sink)) {
                return false;
            }
        }
        return true;
    }

    private boolean assume(int use, int generation, int other, Sink sink) {
        boolean superseded = view.superseded(use) || view.superseded(generation);
        return sink.edge(Relation.ASSUMED_LOCATION, NONE, Math.max(use, generation), superseded, other, generation);
    }

    /** The generation of this entity that a use at its place means. */
    private int meant(int entity, int use) {
        return places.latestBefore(tables.location(entity), use)
                .filter(made -> made.entity() == entity)
                .map(Places.Generation::statement)
                .orElse(BEFORE_ALL);
    }

    private void descend(int entity, int context, Sink sink) {
        Postings.Cursor uses = tables.usesOf(entity);
        boolean more = true;
        while (more && uses.advance()) {
            int statement = view.statement(uses.value());
            if (!view.sees(statement) || !inContext(entity, statement, context)) {
                continue;
            }
            more = Mention.isStated(uses.value())
                    ? toDerived(entity, Mention.number(uses.value()), statement, sink)
                    : toOutputs(entity, statement, sink);
        }
    }

    private boolean inContext(int entity, int use, int context) {
        return context == ALL
                || places.latestBefore(tables.location(entity), use)
                        .filter(made -> made.statement() == context)
                        .isPresent();
    }

    private boolean toDerived(int entity, int derivation, int statement, Sink sink) {
        int derived = tables.derived(derivation);
        return derived == entity
                || sink.edge(
                        Relation.STATED,
                        tables.run(statement),
                        statement,
                        view.superseded(statement),
                        derived,
                        contextOf(derived, statement));
    }

    private boolean toOutputs(int entity, int statement, Sink sink) {
        int run = tables.run(statement);
        if (tables.listsOne(run)) {
            return toOutputs(entity, statement, statement, sink);
        }
        Postings.Cursor ofRun = tables.statementsOf(run);
        boolean more = true;
        while (more && ofRun.advance()) {
            if (view.sees(ofRun.value())) {
                more = toOutputs(entity, statement, ofRun.value(), sink);
            }
        }
        return more;
    }

    private boolean toOutputs(int entity, int use, int generation, Sink sink) {
        int run = tables.run(use);
        boolean superseded = view.superseded(generation) || view.superseded(use);
        int end = tables.generatedEnd(generation);
        for (int row = tables.usedEnd(generation); row < end; row++) {
            int generated = tables.member(row);
            if (generated != entity
                    && !sink.edge(
                            Relation.ASSUMED,
                            run,
                            Math.max(generation, use),
                            superseded,
                            generated,
                            contextOf(generated, generation))) {
                return false;
            }
        }
        return true;
    }

    private int contextOf(int entity, int generation) {
        if (!crossings || !view.placeOnly(entity)) {
            return ALL;
        }
        Optional<Places.Generation> made = places.by(generation, tables.location(entity));
        return made.filter(by -> by.entity() == entity).isPresent() ? generation : ALL;
    }
}
