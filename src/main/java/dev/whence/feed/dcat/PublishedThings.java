package dev.whence.feed.dcat;

import dev.whence.catalog.Catalog;
import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.catalog.RecordKey;
import dev.whence.feed.Published;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.PublishedThing.Part;
import dev.whence.feed.rdf.Description;
import dev.whence.receipt.Iris;
import dev.whence.vocab.Dcat;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;

/** Finds what is published under one IRI: a dataset, one of its distributions, or the catalog's record of it. Thread-safe. */
public final class PublishedThings {
    private static final Pattern ASSET = Pattern.compile("(.*)/asset/[^/]+");

    /** Anybody may ask for any name, so a long history is not read to its beginning. */
    private static final int MOST_VERSIONS = 100;

    private final PublishedRecords records;
    private final Iris iris;
    private final Rendering rendering = new Rendering();

    public PublishedThings(PublishedRecords records) {
        this.records = records;
        this.iris = records.iris();
    }

    /** Where a thing is sought: the record that would describe it, and what of that is meant. */
    private record Place(String organisation, RecordKey key, Part part) {}

    /** Nothing where nothing of this name was ever published. */
    public Optional<PublishedThing> find(String iri) {
        return place(iri).flatMap(place -> find(iri, place));
    }

    private Optional<Place> place(String iri) {
        Optional<Iris.Minted> minted = iris.read(iri);
        if (minted.isEmpty()) {
            return Optional.empty();
        }
        String organisation = minted.get().organisation();
        List<String> names = minted.get().names();
        return switch (minted.get().type()) {
            case "distribution" ->
                names.size() == 2
                        ? records.key(iris.dataset(organisation, names.get(0)))
                                .map(key -> new Place(organisation, key, Part.DISTRIBUTION))
                        : Optional.empty();
            case "record" -> records.key(iri).map(key -> new Place(organisation, key, Part.RECORD));
            default -> {
                Matcher asset = ASSET.matcher(iri);
                boolean isAsset = asset.matches();
                yield records.key(isAsset ? asset.group(1) : iri)
                        .map(key -> new Place(organisation, key, isAsset ? Part.DISTRIBUTION : Part.WHOLE));
            }
        };
    }

    /** What is described fully first: its log knows when it was first harvested. */
    private Optional<PublishedThing> find(String iri, Place place) {
        Catalog catalog = records.catalog();
        CatalogView datasets = catalog.datasets(place.organisation()).view();
        CatalogView stac = catalog.stac(place.organisation()).view();
        Optional<Change> described = datasets.latest(place.key());
        Optional<Change> latest = described
                .filter(Change::isThere)
                .or(() -> stac.latest(place.key()))
                .or(() -> described);
        CatalogView view = latest.equals(described) ? datasets : stac;
        return latest.flatMap(change -> change.isThere()
                ? there(iri, place, change, view).or(() -> dropped(iri, place, view.history(place.key())))
                : Optional.of(gone(iri, place, change)));
    }

    /** A part that the record has no more: gone with the change after the last version that had it. */
    private Optional<PublishedThing> dropped(String iri, Place place, List<Change> history) {
        if (place.part() != Part.DISTRIBUTION) {
            return Optional.empty();
        }
        for (int i = history.size() - 2; i >= Math.max(0, history.size() - 1 - MOST_VERSIONS); i--) {
            if (hasPart(iri, place, history.get(i))) {
                Change drop = history.get(i + 1);
                Optional<String> reason = records.reason(drop);
                return Optional.of(
                        new PublishedThing.Gone(iri, drop, reason, List.of(Deletions.describe(drop, iri, reason))));
            }
        }
        return Optional.empty();
    }

    private boolean hasPart(String iri, Place place, Change version) {
        return records.read(place.organisation(), version)
                .filter(published -> !part(iri, place.part(), published).isEmpty())
                .isPresent();
    }

    private Optional<PublishedThing> there(String iri, Place place, Change change, CatalogView view) {
        return records.read(place.organisation(), change).flatMap(published -> {
            List<Description> said = part(iri, place.part(), published);
            return said.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new PublishedThing.There(iri, place.part(), published, said, view.history(place.key())));
        });
    }

    /** All that is said for the whole; for a part, that part with its helper nodes and what else it leads to. */
    private List<Description> part(String iri, Part part, Published published) {
        List<Description> all = rendering.alone(published);
        if (part == Part.WHOLE) {
            return all;
        }
        Set<String> led = new HashSet<>(Set.of(iri));
        boolean isThere = false;
        for (Description description : all) {
            if (description.subject().equals(iri) || description.subject().startsWith(iri + "#")) {
                isThere = true;
                led.add(description.subject());
                description
                        .properties()
                        .values()
                        .forEach(values ->
                                values.stream().filter(Node::isURI).forEach(value -> led.add(value.getURI())));
            }
        }
        // The whole of a dataset is at its own address.
        led.remove(published.iri());
        return isThere ? all.stream().filter(one -> led.contains(one.subject())).toList() : List.of();
    }

    private PublishedThing gone(String iri, Place place, Change deletion) {
        Optional<String> reason = records.reason(deletion);
        String thing = records.iri(place.organisation(), place.key());
        String receipt = iris.receipt(place.organisation(), records.receipt(deletion));
        return new PublishedThing.Gone(
                iri, deletion, reason, List.of(Deletions.describe(deletion, thing, reason, receipt)));
    }

    /** The IRI of the catalog that a published thing is in. */
    public String catalog(String organisation) {
        return new Addresses(iris).catalog(organisation);
    }

    /** The series that a thing says it is in. */
    public static List<String> series(PublishedThing.There thing) {
        return thing.itself().map(one -> one.values(Dcat.IN_SERIES)).orElse(List.of()).stream()
                .map(Node::getURI)
                .toList();
    }
}
