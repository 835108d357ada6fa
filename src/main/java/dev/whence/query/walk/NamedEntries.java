package dev.whence.query.walk;

import dev.whence.access.Sight;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.NodeNames;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The entries behind one answer, each read once while it is among the last ones used. */
final class NamedEntries {
    private static final int BOUND = 4_096;

    private final Entries entries;
    private final Marks marks;
    private final Sight sight;
    private final long size;
    private final NodeNames names;
    private final Map<Long, Entries.Entry> held;

    /** @param sight that of the snapshot */
    NamedEntries(LineageSnapshot snapshot, Entries entries, Marks marks, Sight sight) {
        this.entries = entries;
        this.marks = marks;
        this.sight = sight;
        this.size = snapshot.size();
        this.names = new NodeNames(snapshot, sequence -> entry(sequence).facts(), BOUND);
        this.held = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Entries.Entry> eldest) {
                return size() > BOUND;
            }
        };
    }

    Thing thing(int entity, long sequence) {
        return names.thing(entity, sequence);
    }

    LineageAnswer.RunRef run(long sequence) {
        Entries.Entry entry = entry(sequence);
        LineageFacts facts = entry.facts();
        return new LineageAnswer.RunRef(
                facts.run().orElseThrow(),
                facts.receipt(),
                sequence,
                entry.run().orElseThrow(),
                marks.of(sequence, size, sight));
    }

    /** The word with which an entry states that one thing was derived from another. */
    Optional<LineageFacts.Qualified> qualified(long sequence, String source, String derived) {
        return entry(sequence).facts().derivations().stream()
                .filter(pair -> pair.derived().iri().equals(derived)
                        && pair.source().iri().equals(source))
                .flatMap(pair -> pair.qualified().stream())
                .findFirst();
    }

    boolean isMakerErased(Thing thing) {
        return marks.isMakerErased(
                Stream.concat(Stream.of(thing.iri()), thing.content().stream()).toList(), sight);
    }

    boolean isErased(long sequence) {
        return entries.isErased(sequence);
    }

    /** The IRI of an entry's receipt, whether or not it tells of a run. */
    String receipt(long sequence) {
        return entry(sequence).facts().receipt();
    }

    private Entries.Entry entry(long sequence) {
        Entries.Entry known = held.get(sequence);
        if (known != null) {
            return known;
        }
        Entries.Entry read = entries.entryAt(sequence);
        held.put(sequence, read);
        return read;
    }
}
