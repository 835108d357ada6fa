package dev.whence.map;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.Digest;
import dev.whence.receipt.References.VersionRef;
import dev.whence.receipt.RegisteredVersion;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * A registered version of an artifact: an entity that revises the one before it. Its registration is an activity that names
 * bytes which are there: the version was derived from them, so that lineage goes on to the run that made them.
 */
final class RegisteredVersionMapper implements KindMapper<RegisteredVersion> {
    @Override
    public void map(RegisteredVersion registered, Statements out) {
        out.type(out.receipt(), Whence.ARTIFACT_RECEIPT);
        out.at(registered.createdAt());
        out.time(out.receipt(), Prov.GENERATED_AT_TIME, registered.createdAt());
        Agents.associated(out, Prov.AGENT, registered.createdBy());
        Node version = out.artifacts().generated(ref(registered, registered.version()));
        describe(registered, version, out);
        bytes(registered, version, out);
        registered.previousVersion().ifPresent(previous -> {
            Node earlier = out.artifacts().mentioned(ref(registered, previous));
            out.derived(Prov.WAS_REVISION_OF, version, earlier);
        });
    }

    private static VersionRef ref(RegisteredVersion registered, String version) {
        return new VersionRef(registered.artifactId(), version);
    }

    private static void describe(RegisteredVersion registered, Node version, Statements out) {
        Node artifact = NodeFactory.createURI(out.iris().registered(out.organisation(), registered.artifactId()));
        out.text(artifact, Dct.IDENTIFIER, registered.artifactId());
        out.say(artifact, Dcat.HAS_VERSION, version);
        out.text(version, Dct.TITLE, registered.name());
        out.text(version, Dct.DESCRIPTION, registered.description());
        out.text(version, Dcat.VERSION, registered.version());
        out.text(version, Whence.ARTIFACT_TYPE, registered.type());
        out.text(version, Whence.LIFECYCLE_STAGE, registered.lifecycleStage());
    }

    private static void bytes(RegisteredVersion registered, Node version, Statements out) {
        Optional<Digest.WellFormed> digest = Digest.parse(registered.checksum());
        if (digest.isEmpty()) {
            out.text(version, Whence.STATED_CHECKSUM, registered.checksum());
        }
        Optional<Digest> stated = digest.map(bytes -> bytes);
        Optional<Node> named = registered
                .payloadUri()
                .map(uri -> out.artifacts().used(new Artifact(uri, stated, Optional.empty())))
                .or(() -> digest.map(out.artifacts()::usedContent));
        named.ifPresent(bytes -> out.derived(Prov.WAS_DERIVED_FROM, version, bytes));
    }
}
