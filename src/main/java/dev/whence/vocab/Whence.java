package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Our own terms, each declared and explained in {@code ontology/whence.ttl}. */
public final class Whence {
    public static final String NAMESPACE = "https://w3id.org/whence/ns#";

    public static final Node RUN_RECEIPT = term("RunReceipt");
    public static final Node CLOSED_RUN_RECEIPT = term("ClosedRunReceipt");
    public static final Node GENERATED_RECEIPT = term("GeneratedReceipt");
    public static final Node REGISTRY_RECEIPT = term("RegistryReceipt");
    public static final Node ZONE_RECEIPT = term("ZoneReceipt");
    public static final Node ATTACHMENT = term("Attachment");
    public static final Node ATTACHMENT_OF = term("attachmentOf");
    public static final Node ATTACHED_CONTENT = term("attachedContent");
    public static final Node ATTESTATION_VERDICT = term("attestationVerdict");
    public static final Node ATTESTATION_VERIFIED = term("attestationVerified");
    public static final Node ATTESTATION_FAILED = term("attestationFailed");
    public static final Node ATTESTATION_UNKNOWN_KEY = term("attestationUnknownKey");
    public static final Node ATTESTATION_UNSUPPORTED = term("attestationUnsupported");
    public static final Node VERDICT_REASON = term("verdictReason");
    public static final Node ATTESTED_BY = term("attestedBy");
    public static final Node KEY_FINGERPRINT = term("keyFingerprint");
    public static final Node ATTESTS = term("attests");
    public static final Node ATTESTS_INPUT = term("attestsInput");
    public static final Node PREDICATE_TYPE = term("predicateType");
    public static final Node BUILDER = term("builder");
    public static final Node BUILD_TYPE = term("buildType");
    public static final Node DESCRIBES = term("describes");
    public static final Node RECEIPT = term("receipt");
    public static final Node SIGNATURE = term("signature");
    public static final Node ATTESTATION = term("attestation");
    public static final Node WARNING = term("warning");
    public static final Node LENIENT = term("lenient");
    public static final Node SEQUENCE = term("sequence");
    public static final Node EVENT_HASH = term("eventHash");
    public static final Node RECORDED_AT = term("recordedAt");
    public static final Node ORGANISATION = term("organisation");
    public static final Node POLICY_LABEL = term("policyLabel");
    public static final Node OPERATION = term("operation");
    public static final Node RUN_TYPE = term("runType");
    public static final Node CONTAINER = term("container");
    public static final Node COMMIT = term("commit");
    public static final Node DIRTY_TREE = term("dirtyTree");
    public static final Node REPOSITORY = term("repository");
    public static final Node PARAMETERS = term("parameters");
    public static final Node TRANSFORM = term("transform");
    public static final Node ZONE_IN = term("zoneIn");
    public static final Node ZONE_OUT = term("zoneOut");
    public static final Node SOURCE_DESCRIPTOR = term("sourceDescriptor");
    public static final Node FETCHED_FROM = term("fetchedFrom");
    public static final Node FETCHED_AT = term("fetchedAt");
    public static final Node ETAG = term("etag");
    public static final Node LAST_MODIFIED = term("lastModified");
    public static final Node FALLBACK_USED = term("fallbackUsed");
    public static final Node SYNC_DECISION = term("syncDecision");
    public static final Node SYNC_REASON = term("syncReason");
    public static final Node VALIDATION_STATUS = term("validationStatus");
    public static final Node EXECUTION_STATUS = term("executionStatus");
    public static final Node STATED_STATUS = term("statedStatus");
    public static final Node PASSED = term("passed");
    public static final Node FAILED = term("failed");
    public static final Node PARTIAL = term("partial");
    public static final Node SKIPPED = term("skipped");
    public static final Node UNCLEAR = term("unclear");
    public static final Node REPORT = term("report");
    public static final Node GATE = term("gate");
    public static final Node GATE_PASSED = term("gatePassed");
    public static final Node GATE_FAILED = term("gateFailed");
    public static final Node GATE_SKIPPED = term("gateSkipped");
    public static final Node DECISION = term("decision");
    public static final Node DECISION_OUTCOME = term("decisionOutcome");
    public static final Node STATED_OUTCOME = term("statedOutcome");
    public static final Node OBLIGATION = term("obligation");
    public static final Node ALLOWED = term("allowed");
    public static final Node DENIED = term("denied");
    public static final Node PUBLIC = term("public");
    public static final Node PUBLIC_GENERALIZED = term("public_generalized");
    public static final Node RESTRICTED = term("restricted");
    public static final Node RESTRICTED_SENSITIVE_LOCATION = term("restricted_sensitive_location");
    public static final Node INTERNAL = term("internal");
    public static final Node EMBARGOED = term("embargoed");
    public static final Node QUARANTINE = term("quarantine");
    public static final Node REVIEW_STATE = term("reviewState");
    public static final Node REVIEWED_BY = term("reviewedBy");
    public static final Node REVIEWED_AT = term("reviewedAt");
    public static final Node LICENSE_CLEARED = term("licenseCleared");
    public static final Node CITES = term("cites");
    public static final Node CITES_UNCHECKED = term("citesUnchecked");
    public static final Node TRUTH_LABEL = term("truthLabel");
    public static final Node STATED_LICENSE = term("statedLicense");
    public static final Node SENSITIVITY = term("sensitivity");

    private Whence() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
