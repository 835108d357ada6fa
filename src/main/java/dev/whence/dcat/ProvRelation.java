package dev.whence.dcat;

import dev.whence.vocab.Prov;
import java.util.Arrays;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** The relations of PROV-DM by their names in PROV-JSON, with the property of PROV-O that says the same. */
enum ProvRelation {
    USED("used", "activity", "entity", Prov.USED),
    GENERATION("wasGeneratedBy", "entity", "activity", Prov.WAS_GENERATED_BY, Prov.GENERATED_AT_TIME),
    ASSOCIATION("wasAssociatedWith", "activity", "agent", Prov.WAS_ASSOCIATED_WITH),
    ATTRIBUTION("wasAttributedTo", "entity", "agent", Prov.WAS_ATTRIBUTED_TO),
    DERIVATION("wasDerivedFrom", "generatedEntity", "usedEntity", Prov.WAS_DERIVED_FROM),
    COMMUNICATION("wasInformedBy", "informed", "informant", Prov.WAS_INFORMED_BY),
    DELEGATION("actedOnBehalfOf", "delegate", "responsible", prov("actedOnBehalfOf")),
    INVALIDATION("wasInvalidatedBy", "entity", "activity", Prov.WAS_INVALIDATED_BY, Prov.INVALIDATED_AT_TIME),
    START("wasStartedBy", "activity", "trigger", prov("wasStartedBy"), Prov.STARTED_AT_TIME),
    END("wasEndedBy", "activity", "trigger", prov("wasEndedBy"), Prov.ENDED_AT_TIME),
    INFLUENCE("wasInfluencedBy", "influencee", "influencer", Prov.WAS_INFLUENCED_BY),
    SPECIALIZATION("specializationOf", "specificEntity", "generalEntity", Prov.SPECIALIZATION_OF),
    MENTION("mentionOf", "specificEntity", "generalEntity", Prov.SPECIALIZATION_OF),
    ALTERNATE("alternateOf", "alternate1", "alternate2", prov("alternateOf")),
    MEMBERSHIP("hadMember", "collection", "entity", prov("hadMember"));

    private final String member;
    private final String subject;
    private final String object;
    private final Node property;
    private final Optional<Node> time;

    ProvRelation(String member, String subject, String object, Node property) {
        this(member, subject, object, property, Optional.empty());
    }

    ProvRelation(String member, String subject, String object, Node property, Node time) {
        this(member, subject, object, property, Optional.of(time));
    }

    ProvRelation(String member, String subject, String object, Node property, Optional<Node> time) {
        this.member = member;
        this.subject = "prov:" + subject;
        this.object = "prov:" + object;
        this.property = property;
        this.time = time;
    }

    static Optional<ProvRelation> named(String member) {
        return Arrays.stream(values())
                .filter(relation -> relation.member.equals(member))
                .findFirst();
    }

    /** The member that says of what. */
    String subject() {
        return subject;
    }

    /** The member that says to what. */
    String object() {
        return object;
    }

    /** A revision is a derivation that says so by its type. */
    Node property(String type) {
        return this == DERIVATION && type.contains("Revision") ? Prov.WAS_REVISION_OF : property;
    }

    /** What the relation's time says of its subject. */
    Optional<Node> time() {
        return time;
    }

    private static Node prov(String name) {
        return NodeFactory.createURI("http://www.w3.org/ns/prov#" + name);
    }
}
