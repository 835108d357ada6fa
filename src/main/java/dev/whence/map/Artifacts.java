package dev.whence.map;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.Digest;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.receipt.OperationReceipt.Entity;
import dev.whence.receipt.OperationReceipt.Output;
import dev.whence.receipt.References.VersionRef;
import dev.whence.receipt.RegisteredVersion;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** What the run used and made: each is said in triples and noted for lineage in one step, so that the two agree. */
final class Artifacts {
    private final Statements out;
    private final Map<String, Thing> named = new HashMap<>();
    private final Map<String, Thing> used = new LinkedHashMap<>();
    private final Map<String, Thing> generated = new LinkedHashMap<>();

    Artifacts(Statements out) {
        this.out = out;
    }

    Node used(Artifact artifact) {
        return used(version(artifact));
    }

    /** Bytes that the run had before it, without a word on where they lay. */
    Node usedContent(Digest digest) {
        String content = out.iris().content(digest);
        return used(new Thing(content, Optional.of(content), Optional.empty()));
    }

    Node used(Entity entity) {
        return used(new Entities(out).thing(entity));
    }

    private Node used(Thing thing) {
        Node node = node(thing);
        out.say(out.run(), Prov.USED, node);
        used.putIfAbsent(thing.iri(), thing);
        return node;
    }

    Node used(VersionRef version) {
        return used(registered(version));
    }

    Node generated(Artifact artifact) {
        Node node = generated(version(artifact));
        MediaTypes.say(out, node, artifact.mediaType());
        return node;
    }

    Node generated(VersionRef version) {
        return generated(registered(version));
    }

    Node generated(Output output) {
        Node node = generated(new Entities(out).thing(output.entity()));
        MediaTypes.say(out, node, output.mediaType());
        out.text(node, Dct.TITLE, output.title());
        return node;
    }

    private Node generated(Thing thing) {
        Node node = node(thing);
        out.type(node, Prov.ENTITY);
        out.say(node, Prov.WAS_GENERATED_BY, out.run());
        out.say(node, Whence.RECEIPT, out.receipt());
        generated.putIfAbsent(thing.iri(), thing);
        return node;
    }

    /** A thing that is spoken of, and neither used nor made. */
    Node mentioned(Artifact artifact) {
        return node(version(artifact));
    }

    Node mentioned(VersionRef version) {
        return node(registered(version));
    }

    Node mentioned(Entity entity) {
        return node(new Entities(out).thing(entity));
    }

    private Node node(Thing thing) {
        named.merge(thing.iri(), thing, (known, again) -> known.content().isPresent() ? known : again);
        return NodeFactory.createURI(thing.iri());
    }

    /** What a node that was used, made or mentioned here stands for in lineage. */
    Thing thing(Node node) {
        return named.getOrDefault(node.getURI(), out.iris().thing(node.getURI()));
    }

    Node distribution(Node dataset, Artifact artifact) {
        Node node = generated(artifact);
        distribution(dataset, node, artifact.digest());
        return node;
    }

    /** An output that is a form of a dataset: DCAT wants its checksum in SPDX terms. */
    void distribution(Node dataset, Node node, Optional<Digest> stated) {
        out.say(dataset, Dcat.DISTRIBUTION, node);
        if (stated.orElse(null) instanceof Digest.WellFormed digest) {
            Checksums.say(out, node, digest);
        }
    }

    List<Thing> usedThings() {
        return List.copyOf(used.values());
    }

    List<Thing> generatedThings() {
        return List.copyOf(generated.values());
    }

    /** A registered version is one thing under one name, whoever speaks of it and whatever its bytes are. */
    private Thing registered(VersionRef version) {
        String iri = out.iris().registered(out.organisation(), version.artifactId(), version.version());
        out.text(
                NodeFactory.createURI(iri),
                Dct.IDENTIFIER,
                RegisteredVersion.subject(version.artifactId(), version.version()));
        return new Thing(iri, Optional.empty(), Optional.of(iri));
    }

    /** These bytes at this place; the place alone where nobody says which bytes. */
    Thing version(Artifact artifact) {
        String place = out.place(artifact.uri()).getURI();
        if (artifact.digest().isEmpty()) {
            return new Thing(place, Optional.empty(), Optional.of(place));
        }
        Digest digest = artifact.digest().get();
        String version = out.iris().artifact(out.organisation(), digest, artifact.uri());
        Node node = NodeFactory.createURI(version);
        out.say(node, Prov.SPECIALIZATION_OF, NodeFactory.createURI(place));
        Optional<String> content = contentOf(digest);
        content.ifPresent(iri -> out.say(node, Prov.SPECIALIZATION_OF, NodeFactory.createURI(iri)));
        return new Thing(version, content, Optional.of(place));
    }

    /** A malformed digest proves nothing: two things that share one are not therefore the same bytes. */
    Optional<String> contentOf(Digest digest) {
        return digest instanceof Digest.WellFormed ? Optional.of(out.iris().content(digest)) : Optional.empty();
    }
}
