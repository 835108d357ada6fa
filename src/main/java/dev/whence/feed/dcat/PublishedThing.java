package dev.whence.feed.dcat;

import dev.whence.catalog.Change;
import dev.whence.feed.Published;
import dev.whence.feed.rdf.Description;
import java.util.List;
import java.util.Optional;

/** What an address of the public catalog stands for. */
public sealed interface PublishedThing {
    /** What it is named by. */
    String iri();

    /** What a part of a record is asked for. */
    enum Part {
        /** The dataset, item, collection or catalog that the record describes. */
        WHOLE,
        /** One of its distributions. */
        DISTRIBUTION,
        /** The catalog's record of it. */
        RECORD
    }

    /**
     * It is there.
     *
     * @param said of it, in order: of the part that was asked for
     * @param history all changes of the record, the oldest first
     */
    record There(String iri, Part part, Published published, List<Description> said, List<Change> history)
            implements PublishedThing {
        public There {
            said = List.copyOf(said);
            history = List.copyOf(history);
        }

        /** Of all that is said, what is said of the thing itself. */
        public Optional<Description> itself() {
            return said.stream().filter(one -> one.subject().equals(iri)).findFirst();
        }
    }

    /**
     * It was there.
     *
     * @param deletion when, and by which entry; of a distribution it may be one that published the record without it
     * @param reason in the words of who withdrew it; nothing where it was erased, or they are not for everybody
     */
    record Gone(String iri, Change deletion, Optional<String> reason, List<Description> said)
            implements PublishedThing {
        public Gone {
            said = List.copyOf(said);
        }
    }
}
