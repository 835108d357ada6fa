package dev.whence.operate;

import dev.whence.access.Sight;
import dev.whence.gate.Citations;
import dev.whence.gate.Dossier;
import dev.whence.query.evidence.EvidenceRef;
import dev.whence.query.evidence.EvidenceResolver;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.receive.RecordShelf;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Prov;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;

/** Looks up what stands beside the records of a dataset version, as one caller sees it. Thread-safe. */
final class Surroundings {
    private final RecordShelf shelf;
    private final EvidenceResolver evidence;
    private final Ledgers ledgers;
    private final Citations citations = new Citations();
    private final Iris iris;

    Surroundings(RecordShelf shelf, EvidenceResolver evidence, Ledgers ledgers, Iris iris) {
        this.shelf = shelf;
        this.evidence = evidence;
        this.ledgers = ledgers;
        this.iris = iris;
    }

    Dossier.Around of(String organisation, List<Dossier.Described> records, Sight sight) {
        RecordShelf.Seen seen = shelf.seenBy(sight);
        return new Dossier.Around(
                collections(seen, organisation, records),
                cited(seen, organisation, records, sight),
                claims(organisation, records, sight));
    }

    /** What is published is known, whatever of it the caller sees. */
    private List<Dossier.Collection> collections(
            RecordShelf.Seen seen, String organisation, List<Dossier.Described> records) {
        List<Dossier.Collection> known = new ArrayList<>();
        for (String iri : objects(records, Dcat.IN_SERIES)) {
            Optional<RecordName> name = iris.read(iri)
                    .filter(minted -> minted.organisation().equals(organisation))
                    .flatMap(Iris::recordOf);
            if (name.isPresent()) {
                boolean published = shelf.publication(organisation, name.get()).isPresent();
                if (published || seen.find(organisation, name.get()).isPresent()) {
                    known.add(new Dossier.Collection(iri, published));
                }
            }
        }
        return known;
    }

    private List<Dossier.Citation> cited(
            RecordShelf.Seen seen, String organisation, List<Dossier.Described> records, Sight sight) {
        List<Dossier.Citation> all = new ArrayList<>();
        for (Dossier.Described record : records) {
            for (String ref : citations.of(record)) {
                boolean resolves = EvidenceRef.parse(ref)
                        .filter(parsed -> leads(seen, organisation, parsed, sight))
                        .isPresent();
                all.add(new Dossier.Citation(record.iri(), ref, resolves));
            }
        }
        return all;
    }

    /** To a receipt, or to a record that the reference names. */
    private boolean leads(RecordShelf.Seen seen, String organisation, EvidenceRef ref, Sight sight) {
        return evidence.leads(ref, organisation, sight)
                || record(organisation, ref)
                        .flatMap(name -> seen.find(organisation, name))
                        .isPresent();
    }

    private Optional<RecordName> record(String organisation, EvidenceRef ref) {
        if (ref instanceof EvidenceRef.Named named) {
            return iris.read(named.iri())
                    .filter(minted -> minted.organisation().equals(organisation))
                    .flatMap(Iris::recordOf);
        }
        return ref instanceof EvidenceRef.Address address
                ? Citations.item(address.uri()).map(subject -> new RecordName(ReceiptKind.STAC_ITEM, subject))
                : Optional.empty();
    }

    /** Another organisation may say what it likes of the same bytes: that neither helps nor hinders this one. */
    private List<Dossier.Claim> claims(String organisation, List<Dossier.Described> records, Sight sight) {
        return objects(records, Prov.SPECIALIZATION_OF).stream()
                .filter(iri -> iris.read(iri)
                        .filter(minted -> minted.type().equals("content"))
                        .isPresent())
                .map(content -> new Dossier.Claim(
                        content,
                        evidence.makers(content, sight).stream()
                                .flatMap(sequence -> ledgers.record(sequence).stream())
                                .filter(recorded -> recorded.organisation().equals(organisation))
                                .map(recorded -> iris.receipt(recorded.organisation(), recorded.id()))
                                .toList()))
                .toList();
    }

    private static Set<String> objects(List<Dossier.Described> records, Node property) {
        Set<String> objects = new TreeSet<>();
        for (Dossier.Described record : records) {
            record.triples()
                    .find(Node.ANY, property, Node.ANY)
                    .mapWith(triple -> triple.getObject())
                    .filterKeep(Node::isURI)
                    .forEachRemaining(object -> objects.add(object.getURI()));
        }
        return objects;
    }
}
