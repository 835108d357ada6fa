package dev.whence.map;

import dev.whence.receipt.KnowledgeChange;
import dev.whence.receipt.References.VersionRef;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;

/**
 * A change to a registered artifact: an activity between two versions. It made the one after it only when it was applied;
 * until then it proposes it.
 */
final class KnowledgeChangeMapper implements KindMapper<KnowledgeChange> {
    @Override
    public void map(KnowledgeChange change, Statements out) {
        Node run = out.run();
        out.type(out.receipt(), Whence.KNOWLEDGE_CHANGE_RECEIPT);
        out.at(change.timestamp());
        out.time(out.receipt(), Prov.GENERATED_AT_TIME, change.timestamp());
        out.text(run, Whence.CHANGE_STATE, change.state().name());
        out.text(run, Dct.DESCRIPTION, change.rationale());
        Agents.associated(out, Prov.AGENT, change.proposer());
        change.deciders().forEach(name -> Agents.associated(out, Prov.AGENT, name));
        change.reviewers().forEach(name -> out.say(run, Whence.REVIEWED_BY, Agents.agent(out, Prov.AGENT, name)));
        versions(change, out);
    }

    private static void versions(KnowledgeChange change, Statements out) {
        out.artifacts().used(new VersionRef(change.artifactId(), change.versionBefore()));
        change.versionAfter()
                .map(version -> new VersionRef(change.artifactId(), version))
                .ifPresent(after -> {
                    out.say(out.run(), Whence.PROPOSES, out.artifacts().mentioned(after));
                    if (change.state().wasApplied()) {
                        out.artifacts().generated(after);
                    }
                });
    }
}
