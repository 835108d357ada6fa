package dev.whence.query.canned;

import dev.whence.receipt.CommitReference;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.irix.IRIException;
import org.apache.jena.irix.IRIx;

/**
 * What a parameter may be, and the RDF term it becomes. All below {@link #IRI} take the name by which people
 * know a thing (a principal, a run id, a digest, a commit, a path) or its IRI, and give its IRI.
 */
public enum ParameterType {
    STRING("string", "any text"),
    INTEGER("integer", "a whole number"),
    DATE_TIME("dateTime", "a time such as 2026-01-31T12:00:00Z"),
    IRI("iri", "an absolute IRI"),
    AGENT("agent", "a principal, as receipts name it, or an agent's IRI"),
    RUN("run", "a run id or a run's IRI"),
    CONTAINER("container", "a container image's digest, alg:hex, or its IRI"),
    COMMIT("commit", "a commit id or a commit's IRI"),
    ARTIFACT("artifact", "a digest and a file's URI or path with a slash between, or an artifact's IRI"),
    LOCATION("location", "the URI or path of a file, as receipts write it, or a location's IRI"),
    DATASET("dataset", "a dataset's short name or IRI"),
    DATASET_VERSION("datasetVersion", "a dataset version id in any known form, or its IRI");

    private final String word;
    private final String form;

    ParameterType(String word, String form) {
        this.word = word;
        this.form = form;
    }

    /** The word in a query's header. */
    public String word() {
        return word;
    }

    /** What a caller has to give, in words. */
    public String form() {
        return form;
    }

    static Optional<ParameterType> named(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /**
     * The RDF term for what the caller gave.
     *
     * @param org whose thing a name means; an IRI says so itself
     * @return nothing where the text has not this type's {@link #form()}
     */
    Optional<Node> term(String text, Iris iris, String org) {
        return switch (this) {
            case STRING -> Optional.of(NodeFactory.createLiteralString(text));
            case INTEGER -> integer(text);
            case DATE_TIME -> dateTime(text);
            case IRI -> iri(text);
            default -> text.startsWith(iris.base()) ? iri(text) : minted(text, iris, org);
        };
    }

    private Optional<Node> minted(String text, Iris iris, String org) {
        Optional<String> iri = switch (this) {
            case AGENT -> Optional.of(iris.agent(org, text));
            case RUN -> Optional.of(iris.run(org, text));
            case COMMIT -> Optional.of(iris.commit(CommitReference.id(text)));
            case ARTIFACT -> artifact(text, iris, org);
            case LOCATION -> Optional.of(iris.location(org, text));
            case DATASET -> Optional.of(iris.dataset(org, DatasetVersionId.slugOf(text)));
            case DATASET_VERSION -> Optional.of(iris.datasetVersion(org, DatasetVersionId.of(text, Optional.empty())));
            case CONTAINER -> Digest.parse(text).map(iris::container);
            default -> Optional.empty();
        };
        return iri.map(NodeFactory::createURI);
    }

    private static Optional<String> artifact(String text, Iris iris, String org) {
        int slash = text.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Digest.parse(text.substring(0, slash))
                        .map(digest -> iris.artifact(org, digest, text.substring(slash + 1)));
    }

    private static Optional<Node> integer(String text) {
        try {
            return Optional.of(
                    NodeFactory.createLiteralDT(new BigInteger(text.strip()).toString(), XSDDatatype.XSDinteger));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<Node> dateTime(String text) {
        try {
            String utc = DateTimeFormatter.ISO_INSTANT.format(
                    OffsetDateTime.parse(text.strip()).withOffsetSameInstant(ZoneOffset.UTC));
            return Optional.of(NodeFactory.createLiteralDT(utc, XSDDatatype.XSDdateTime));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Node> iri(String text) {
        try {
            IRIx iri = IRIx.create(text);
            return iri.isReference() ? Optional.of(NodeFactory.createURI(text)) : Optional.empty();
        } catch (IRIException notAnIri) {
            return Optional.empty();
        }
    }
}
