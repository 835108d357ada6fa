package dev.whence.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What lay at a place over time: every generation there, and every version that was used though nobody generated it. */
final class History {
    private final View view;
    private final Tables tables;

    History(View view) {
        this.view = view;
        this.tables = view.tables();
    }

    List<Version> versions(int location) {
        List<Version> versions = new ArrayList<>();
        new Places(view)
                .generations(location)
                .forEach(made -> versions.add(version(made.entity(), made.statement(), true)));
        Postings.Cursor entities = tables.entitiesOf(location);
        while (entities.advance()) {
            int entity = entities.value();
            int firstUse = firstUse(entity);
            if (view.newestGeneration(entity) == Tables.NONE && !view.placeOnly(entity) && firstUse != Tables.NONE) {
                versions.add(version(entity, firstUse, false));
            }
        }
        versions.sort(Comparator.comparing(Version::time)
                .thenComparingLong(Version::sequence)
                .thenComparing(Version::entity, tables::compare));
        return versions;
    }

    private Version version(int entity, int statement, boolean generated) {
        return new Version(
                entity,
                view.kind(entity),
                Micros.instant(tables.time(statement)),
                statement,
                generated,
                view.superseded(statement));
    }

    private int firstUse(int entity) {
        int first = Tables.NONE;
        Postings.Cursor uses = tables.usesOf(entity);
        while (uses.advance()) {
            int use = view.statement(uses.value());
            if (view.sees(use) && (first == Tables.NONE || tables.time(use) <= tables.time(first))) {
                first = use;
            }
        }
        return first;
    }
}
