package dev.whence.lineage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a walk begins, for each type of subject. */
final class Roots {
    private final View view;
    private final Tables tables;
    private final Places places;

    Roots(View view, Places places) {
        this.view = view;
        this.tables = view.tables();
        this.places = places;
    }

    /** An entity, and which of its generations is meant. */
    record Root(int entity, int context) {}

    /** Where only superseded entries speak of the subject, these: it is known, though nothing leads on from it. */
    Set<Root> of(Subject subject) {
        Set<Root> standing = seen(subject);
        View all = view.withSuperseded();
        return standing.isEmpty() ? new Roots(all, new Places(all)).seen(subject) : standing;
    }

    private Set<Root> seen(Subject subject) {
        int id = subject.id();
        return switch (subject.type()) {
            case ENTITY -> view.live(id) ? Set.of(new Root(id, Step.ALL)) : Set.of();
            case CONTENT -> live(id);
            case LOCATION -> tables.names.is(id, NameKind.THING) ? live(id) : latest(id);
            case RECEIPT -> view.sees(id) ? ofStatements(List.of(id)) : Set.of();
            case RUN, DATASET_VERSION -> ofStatements(statements(id));
        };
    }

    private Set<Root> live(int content) {
        Set<Root> roots = new LinkedHashSet<>();
        view.live(tables.entitiesOf(content)).forEach(entity -> roots.add(new Root(entity, Step.ALL)));
        return roots;
    }

    /** What lies at a place now; where nobody generated anything there, the place and all versions that were used. */
    private Set<Root> latest(int location) {
        List<Places.Generation> generations = places.generations(location);
        if (!generations.isEmpty()) {
            Places.Generation last = generations.get(generations.size() - 1);
            return Set.of(new Root(last.entity(), Step.ALL));
        }
        return latestUsed(location);
    }

    private Set<Root> latestUsed(int location) {
        int latest = Tables.NONE;
        Set<Root> places = new LinkedHashSet<>();
        Postings.Cursor entities = tables.entitiesOf(location);
        while (entities.advance()) {
            int entity = entities.value();
            int use = view.newest(tables.usesOf(entity));
            if (view.placeOnly(entity) && use != Tables.NONE) {
                places.add(new Root(entity, Step.ALL));
            } else if (use != Tables.NONE && (latest == Tables.NONE || later(use, latest, entity))) {
                latest = entity;
            }
        }
        return latest == Tables.NONE ? places : Set.of(new Root(latest, Step.ALL));
    }

    private boolean later(int use, int thanOf, int entity) {
        int other = view.newest(tables.usesOf(thanOf));
        return use > other || (use == other && tables.compare(entity, thanOf) > 0);
    }

    /** Outputs; where there are none, what was used, so that a failed run is not without an answer. */
    private Set<Root> ofStatements(List<Integer> statements) {
        Set<Root> roots = new LinkedHashSet<>();
        for (int statement : statements) {
            for (int row = tables.usedEnd(statement); row < tables.generatedEnd(statement); row++) {
                int entity = tables.member(row);
                roots.add(new Root(entity, view.placeOnly(entity) ? statement : Step.ALL));
            }
        }
        if (roots.isEmpty()) {
            for (int statement : statements) {
                for (int row = tables.usedStart(statement); row < tables.usedEnd(statement); row++) {
                    roots.add(new Root(tables.member(row), Step.ALL));
                }
            }
        }
        return roots;
    }

    List<Integer> statements(int name) {
        List<Integer> seen = new ArrayList<>();
        Postings.Cursor statements = tables.statementsOf(name);
        while (statements.advance()) {
            if (view.sees(statements.value())) {
                seen.add(statements.value());
            }
        }
        return seen;
    }
}
