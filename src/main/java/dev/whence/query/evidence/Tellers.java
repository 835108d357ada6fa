package dev.whence.query.evidence;

import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Subject;
import dev.whence.lineage.Version;
import java.util.List;
import java.util.stream.Stream;

/** The standing receipts that tell how a thing was made: superseded ones are not evidence any more. */
final class Tellers {
    private final LineageSnapshot snapshot;

    /** @param snapshot as the caller sees it */
    Tellers(LineageSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Their places in the ledger, ascending. */
    List<Long> of(Subject subject) {
        Stream<Long> all = switch (subject.type()) {
            case RECEIPT, RUN, DATASET_VERSION -> snapshot.entries(subject).stream();
            case LOCATION -> made(subject).map(Version::sequence);
            case ENTITY, CONTENT -> snapshot.roots(subject).stream().flatMap(this::makers);
        };
        return all.filter(sequence -> snapshot.supersededBy(sequence).isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<Long> makers(int entity) {
        return snapshot.location(new Subject(Subject.Type.ENTITY, entity)).stream()
                .flatMap(this::made)
                .filter(version -> version.entity() == entity)
                .map(Version::sequence);
    }

    private Stream<Version> made(Subject location) {
        return snapshot.versions(location).stream().filter(Version::generated);
    }
}
