package dev.whence.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was generated at each place, by time; each place is put in order once a walk. */
final class Places {
    private static final Comparator<Generation> BY_TIME =
            Comparator.comparingLong(Generation::time).thenComparingInt(Generation::statement);

    private final View view;
    private final Map<Integer, Place> known = new HashMap<>();

    Places(View view) {
        this.view = view;
    }

    /** An entity came to be at a place; ordered by the receipt's time, then by the ledger. */
    record Generation(long time, int statement, int entity) {}

    /** @param bare whether anybody wrote there without saying what */
    private record Place(List<Generation> generations, boolean bare) {}

    List<Generation> generations(int location) {
        return place(location).generations();
    }

    /** Whether anybody wrote there without saying what. */
    boolean hasBare(int location) {
        return place(location).bare();
    }

    private Place place(int location) {
        return known.computeIfAbsent(location, this::read);
    }

    /** The last generation at the place before a statement's time. */
    Optional<Generation> latestBefore(int location, int statement) {
        return latestBefore(location, view.tables().time(statement), statement);
    }

    /** What a statement itself generated at the place. */
    Optional<Generation> by(int statement, int location) {
        return latestBefore(location, view.tables().time(statement), statement + 1)
                .filter(generation -> generation.statement() == statement);
    }

    private Optional<Generation> latestBefore(int location, long time, int statement) {
        List<Generation> all = generations(location);
        int before = firstNotBefore(all, new Generation(time, statement, Tables.NONE));
        return before == 0 ? Optional.empty() : Optional.of(all.get(before - 1));
    }

    private static int firstNotBefore(List<Generation> all, Generation moment) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (BY_TIME.compare(all.get(middle), moment) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Place read(int location) {
        List<Generation> found = new ArrayList<>();
        Postings.Cursor entities = view.tables().entitiesOf(location);
        while (entities.advance()) {
            Postings.Cursor origins = view.tables().originsOf(entities.value());
            while (origins.advance()) {
                if (view.isGeneration(origins.value())) {
                    int statement = Mention.number(origins.value());
                    found.add(new Generation(view.tables().time(statement), statement, entities.value()));
                }
            }
        }
        found.sort(BY_TIME.thenComparing(Generation::entity, view.tables()::compare));
        return new Place(found, found.stream().anyMatch(made -> view.placeOnly(made.entity())));
    }
}
