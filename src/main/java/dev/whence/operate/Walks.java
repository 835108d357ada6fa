package dev.whence.operate;

import dev.whence.lineage.Direction;
import dev.whence.lineage.WalkOptions;
import dev.whence.query.Asker;
import dev.whence.query.canned.CannedAnswer;
import dev.whence.query.canned.CannedQueries;
import dev.whence.query.canned.QueryRunner;
import dev.whence.query.walk.AsOf;
import dev.whence.query.walk.LineageAnswer;
import dev.whence.query.walk.LineageRequest;
import dev.whence.query.walk.LineageWalks;
import dev.whence.query.walk.SubjectKind;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Iris;
import dev.whence.receipt.OperationReceipt.Entity;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;

/**
 * Walks from a thing that is named by its type and its id. Most are found in the index, and what was acknowledged is found
 * at once; an agent's runs and a dataset's files are found in the graph, which follows the ledger in a second or two.
 */
final class Walks {
    private static final Set<SubjectKind> ARTIFACTS =
            Set.of(SubjectKind.ARTIFACT, SubjectKind.CONTENT, SubjectKind.LOCATION);

    private static final Set<SubjectKind> THINGS =
            Set.of(SubjectKind.THING, SubjectKind.ARTIFACT, SubjectKind.CONTENT, SubjectKind.LOCATION);

    private final Iris iris;
    private final LineageWalks lineage;
    private final CannedQueries queries;
    private final QueryRunner runner;

    Walks(Iris iris, LineageWalks lineage, CannedQueries queries, QueryRunner runner) {
        this.iris = iris;
        this.lineage = lineage;
        this.queries = queries;
        this.runner = runner;
    }

    /** What is asked. */
    record Asked(String type, String id, WalkOptions options, Optional<AsOf> asOf) {
        static Asked of(Invocation invocation, String type, String id, Direction direction) {
            int depth = invocation.number("max_depth", WalkOptions.DEFAULT_DEPTH);
            return new Asked(type, id, WalkOptions.of(direction).withDepth(depth), Optional.empty());
        }

        Asked asOf(long size) {
            return new Asked(type, id, options, Optional.of(new AsOf.Size(size)));
        }
    }

    /**
     * A walk and where it began.
     *
     * @param iri of what was asked for
     * @param link how what the walk began at belongs to it; nothing where it is that itself
     */
    record Walked(LineageAnswer walk, String iri, Optional<Link> link) {}

    /**
     * How a thing that stands for others is tied to them.
     *
     * @param above whether it is their ancestor, and not made of them
     */
    record Link(String relation, boolean above) {}

    /** @throws RefusedException 404 where nothing is known of it that the caller may see, 409 where several are meant */
    Walked walk(Asked asked, Invocation invocation) throws RefusedException {
        try {
            return switch (asked.type()) {
                case Entity.ARTIFACT -> one(asked, asked.id(), ARTIFACTS, Optional.empty(), invocation);
                case "run" -> run(asked, invocation);
                case "dataset_version" ->
                    one(
                            asked,
                            asked.id(),
                            Set.of(SubjectKind.DATASET_VERSION),
                            Optional.of(new Link("member", false)),
                            invocation);
                case "dataset" ->
                    many(asked, dataset(asked, invocation), "dataset-version-history", "artifact", invocation);
                case "agent" -> many(asked, agent(asked, invocation), "runs-of-agent", "run", invocation);
                default -> thing(asked, invocation);
            };
        } catch (RefusedException refused) {
            throw mine(refused, asked);
        }
    }

    private Walked run(Asked asked, Invocation invocation) throws RefusedException {
        String iri = given(asked).orElseGet(() -> iris.run(invocation.organisation(), asked.id()));
        Walked walked = one(asked, iri, Set.of(SubjectKind.RUN), Optional.empty(), invocation);
        boolean made = walked.walk().nodes().stream()
                .filter(node -> node.depth() == 0)
                .flatMap(node -> node.generatedBy().stream())
                .anyMatch(by -> by.run().equals(walked.iri()));
        return new Walked(
                walked.walk(), walked.iri(), Optional.of(made ? new Link("generated", true) : new Link("used", false)));
    }

    private Walked thing(Asked asked, Invocation invocation) throws RefusedException {
        String iri = given(asked).orElseGet(() -> iris.thing(invocation.organisation(), asked.type(), asked.id()));
        return one(asked, iri, THINGS, Optional.empty(), invocation);
    }

    private Optional<String> given(Asked asked) {
        return Optional.of(asked.id()).filter(id -> id.startsWith(iris.base()));
    }

    private String dataset(Asked asked, Invocation invocation) {
        return given(asked)
                .orElseGet(() -> iris.dataset(invocation.organisation(), DatasetVersionId.slugOf(asked.id())));
    }

    private String agent(Asked asked, Invocation invocation) {
        return given(asked).orElseGet(() -> iris.agent(invocation.organisation(), asked.id()));
    }

    private Walked one(Asked asked, String name, Set<SubjectKind> kinds, Optional<Link> link, Invocation invocation)
            throws RefusedException {
        LineageAnswer walk = lineage.answer(request(asked, name, invocation), kinds);
        return new Walked(walk, walk.root().iri(), link);
    }

    /** A canned query says what stands for it, in its first column of that name. */
    private Walked many(Asked asked, String iri, String query, String column, Invocation invocation)
            throws RefusedException {
        String parameter = asked.type();
        CannedAnswer.Table rows = (CannedAnswer.Table) runner.run(
                queries.bind(query, Map.of(parameter, iri), invocation.organisation())
                        .query(),
                invocation.sight());
        List<String> members = rows.rows().stream()
                .map(row -> row.get(Var.alloc(column)))
                .map(Node::getURI)
                .distinct()
                .toList();
        LineageAnswer walk = lineage.answer(request(asked, iri, invocation), members);
        Link link = parameter.equals("agent") ? new Link("attributed_to", true) : new Link("member", false);
        return new Walked(rows.complete() ? walk : walk.cutBy("limit"), iri, Optional.of(link));
    }

    private static LineageRequest request(Asked asked, String name, Invocation invocation) {
        return new LineageRequest(name, asker(invocation), asked.asOf(), asked.options());
    }

    static Asker asker(Invocation invocation) {
        return new Asker(invocation.organisation(), invocation.sight());
    }

    /** In the words of operations: what is not there is called as it was asked for, and what is ambiguous is a conflict. */
    private static RefusedException mine(RefusedException refused, Asked asked) {
        Problem problem = refused.problem();
        return switch (problem.type()) {
            case AMBIGUOUS ->
                new RefusedException(Problem.of(ProblemType.AMBIGUOUS_ID, problem.detail(), problem.violations()));
            case NOT_FOUND -> unknown();
            default -> refused;
        };
    }

    /** The same for what nobody knows and for what the caller may not know. */
    private static RefusedException unknown() {
        return new RefusedException(
                ProblemType.NOT_FOUND,
                "Nothing of this entity_type and entity_id is known; look at how receipts name it.");
    }
}
