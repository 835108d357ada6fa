package dev.whence.map;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.Digest;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.receipt.OperationReceipt.Entity;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Names what operations read and make: by type and id, and an artifact by its bytes and its place as everywhere else. */
final class Entities {
    private final Statements out;

    Entities(Statements out) {
        this.out = out;
    }

    Thing thing(Entity entity) {
        return entity.type().equals(Entity.ARTIFACT) ? artifact(entity) : named(entity);
    }

    /**
     * A thing is one node whatever its bytes are; they are told beside it, so that lineage goes on to whoever else made or
     * read them.
     */
    private Thing named(Entity entity) {
        String iri = out.iris().thing(out.organisation(), entity.type(), entity.id());
        Node node = NodeFactory.createURI(iri);
        out.text(node, Dct.IDENTIFIER, entity.id());
        out.text(node, Whence.ENTITY_TYPE, entity.type());
        entity.uri().ifPresent(uri -> out.say(node, Prov.AT_LOCATION, out.place(uri)));
        Optional<String> content = entity.digest().flatMap(out.artifacts()::contentOf);
        content.ifPresent(bytes -> out.say(node, Prov.SPECIALIZATION_OF, NodeFactory.createURI(bytes)));
        return new Thing(iri, content, Optional.empty());
    }

    private Thing artifact(Entity entity) {
        Optional<Digest> digest = entity.bytes();
        Optional<String> uri = entity.place();
        Thing thing = uri.isPresent()
                ? out.artifacts().version(new Artifact(uri.get(), digest, Optional.empty()))
                : bytes(digest.orElseThrow());
        out.text(NodeFactory.createURI(thing.iri()), Dct.IDENTIFIER, entity.id());
        return thing;
    }

    private Thing bytes(Digest digest) {
        String content = out.iris().content(digest);
        return new Thing(content, Optional.of(content), Optional.empty());
    }
}
