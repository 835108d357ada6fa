package dev.whence.feed.oai;

import dev.whence.catalog.Change;
import io.gdcc.xoai.dataprovider.model.Item;
import io.gdcc.xoai.dataprovider.model.Set;
import io.gdcc.xoai.model.oaipmh.results.record.Metadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** A record as the library asks for it. */
record OaiRecord(Change change, String iri, List<String> sets, Supplier<Metadata> metadata) implements Item {
    @Override
    public String getIdentifier() {
        return iri;
    }

    /** Whole seconds, as the harvester is told that we reckon in them. */
    @Override
    public Instant getDatestamp() {
        return change.time().truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public List<Set> getSets() {
        return sets.stream().map(Set::new).toList();
    }

    @Override
    public boolean isDeleted() {
        return !change.isThere();
    }

    @Override
    public Metadata getMetadata() {
        return metadata.get();
    }
}
