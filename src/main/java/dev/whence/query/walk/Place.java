package dev.whence.query.walk;

import dev.whence.receipt.Iris;
import java.util.List;
import java.util.Optional;

/** What an entity's IRI tells of it, in the receipt's own spelling. */
record Place(Optional<LineageAnswer.EntityName> entity, Optional<String> uri, Optional<String> digest) {
    private Place(Optional<String> uri, Optional<String> digest) {
        this(Optional.empty(), uri, digest);
    }

    static Place of(Iris iris, String iri) {
        Optional<Iris.Minted> minted = iris.read(iri);
        List<String> names = minted.map(Iris.Minted::names).orElse(List.of());
        return switch (minted.map(Iris.Minted::type).orElse("") + names.size()) {
            case "artifact2" -> new Place(Optional.of(names.get(1)), Optional.of(names.get(0)));
            case "content1" -> new Place(Optional.empty(), Optional.of(names.get(0)));
            case "location1" -> new Place(Optional.of(names.get(0)), Optional.empty());
            case Iris.THING + 2 ->
                new Place(
                        Optional.of(new LineageAnswer.EntityName(names.get(0), names.get(1))),
                        Optional.empty(),
                        Optional.empty());
            default -> new Place(Optional.of(iri), Optional.empty());
        };
    }
}
