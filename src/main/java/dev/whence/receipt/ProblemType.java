package dev.whence.receipt;

/** Every refusal that Whence knows, each with the name that clients switch on and the HTTP status that fits it. */
public enum ProblemType {
    MALFORMED_JSON("malformed-json", "The body is not strict JSON", 422),
    UNKNOWN_KIND("unknown-kind", "The receipt's kind is not known", 422),
    UNSUPPORTED_KIND("unsupported-kind", "The receipt's kind is known but not kept", 422),
    SCHEMA_VIOLATION("schema-violation", "The receipt breaks the schema of its kind", 422),
    POLICY_VIOLATION("policy-violation", "The receipt holds what policy forbids", 422),
    SHAPE_VIOLATION("shape-violation", "The receipt's triples break a shape", 422),
    UNKNOWN_RECEIPT("unknown-receipt", "The receipt that this one speaks of is not known", 422),
    UNKNOWN_PREDECESSOR("unknown-predecessor", "The superseded receipt is not known", 422),
    POSITION_CLAIMED("position-claimed", "Hashes that depend on position are not accepted from callers", 422),
    ENVELOPE_INVALID("envelope-invalid", "The envelope is not one of the protocol", 422),
    ENVELOPE_UNKNOWN("envelope-unknown", "This envelope is not answered here", 422),
    PARAMS_INVALID("params-invalid", "The parameters break the rules of their envelope", 422),
    INPUT_INVALID("input-invalid", "The input breaks the schema of its operation", 422),
    GATE_REFUSED("gate-refused", "The dataset version does not pass its gates", 409),
    CONFLICT("conflict", "Another receipt speaks of the same subject", 409),
    CHAIN_MOVED("chain-moved", "The chain has moved on", 409),
    NOT_THE_LATEST("not-the-latest", "Another version is the latest", 409),
    FORBIDDEN_MOVE("forbidden-move", "The change cannot go there from where it stands", 409),
    AMBIGUOUS_ID("ambiguous-id", "More than one thing has this id", 409),
    NOTHING_EMITTED("nothing-emitted", "What was declared was not emitted", 409),
    ALREADY_SUPERSEDED("already-superseded", "The receipt was superseded before", 409),
    TOO_LARGE("too-large", "The body is too large", 413),
    URI_TOO_LONG("uri-too-long", "The address is too long", 414),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The media type is not accepted here", 415),
    NOT_ACCEPTABLE("not-acceptable", "None of the accepted media types can be made", 406),
    PROOF_REFUSED("proof-refused", "The proof does not hold", 422),
    EVIDENCE_INVALID("evidence-invalid", "The request is not one for evidence", 422),
    EVIDENCE_UNRESOLVABLE("evidence-unresolvable", "The reference leads to no evidence", 404),
    EVIDENCE_DENIED("evidence-denied", "This may not be relied on as evidence", 403),
    QUERY_REFUSED("query-refused", "The query asks for what is not done here", 422),
    RESULT_TOO_LARGE("result-too-large", "The answer is larger than may be sent", 422),
    UNAUTHENTICATED("unauthenticated", "Who asks is not known", 401),
    FORBIDDEN("forbidden", "The caller may not do this", 403),
    TOO_MANY_REQUESTS("too-many-requests", "More was asked than may be in so short a time", 429),
    IDEMPOTENCY_CONFLICT("idempotency-conflict", "The idempotency key stands for another request", 409),
    IN_FLIGHT("in-flight", "A request with this idempotency key is under way", 409),
    NOT_ERASABLE("not-erasable", "The receipt's content cannot be taken away", 409),
    ERASED("erased", "The receipt's content was erased", 410),
    WITHDRAWN("withdrawn", "The record was withdrawn from the catalog", 410),
    READ_ONLY("read-only", "Nothing is taken in here", 403),
    METHOD_NOT_ALLOWED("method-not-allowed", "The method is not offered here", 405),
    BAD_REQUEST("bad-request", "The request cannot be understood", 400),
    NOT_FOUND("not-found", "No such thing is known", 404),
    AMBIGUOUS("ambiguous", "More than one thing has this name", 300),
    OVERLOADED("overloaded", "More is waiting than can be kept soon", 503),
    UNAVAILABLE("unavailable", "The server cannot do this now", 503),
    TIMED_OUT("timed-out", "The work took longer than it may", 503),
    FAULT("fault", "The server made a mistake", 500);

    private final String slug;
    private final String title;
    private final int status;

    ProblemType(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    /** Whether the same receipt may be taken when others have come before it. */
    public boolean mayCome() {
        return this == UNKNOWN_PREDECESSOR || this == UNKNOWN_RECEIPT;
    }

    /** The last part of the type's URI; stable. */
    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    /** The HTTP status (RFC 9110) that answers with this problem. */
    public int status() {
        return status;
    }
}
