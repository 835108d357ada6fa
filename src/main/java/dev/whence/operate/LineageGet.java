package dev.whence.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.lineage.WalkOptions;
import dev.whence.query.walk.JsonRenderer;
import dev.whence.query.walk.LineageRequest;
import dev.whence.query.walk.LineageWalks;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** {@code lineage.get}: the walk of {@code /lineage} in its own form, from anything that has a name. */
final class LineageGet implements Work.Reading {
    static final Declaration DECLARATION = Declaration.reading(
            "lineage.get",
            "Walks from anything that has a name, and answers in the form of /lineage",
            Scope.PROVENANCE_READ);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LineageWalks lineage;

    LineageGet(LineageWalks lineage) {
        this.lineage = lineage;
    }

    @Override
    public ObjectNode read(Invocation invocation) throws RefusedException {
        try {
            LineageRequest request = LineageRequest.parse(
                    invocation.text("thing", ""),
                    Walks.asker(invocation),
                    invocation.text("direction", "up"),
                    String.valueOf(invocation.number("max_depth", WalkOptions.DEFAULT_DEPTH)),
                    Optional.ofNullable(invocation.input().get("as_of")).map(moment -> moment.asText()),
                    invocation.flag("superseded"));
            StringBuilder text = new StringBuilder();
            new JsonRenderer().render(lineage.answer(request), text);
            return (ObjectNode) JSON.readTree(text.toString());
        } catch (RefusedException refused) {
            throw inOperationsWords(refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** An operation refuses a form with 422, and an ambiguous name with 409. */
    private static RefusedException inOperationsWords(RefusedException refused) {
        Problem problem = refused.problem();
        return switch (problem.type()) {
            case BAD_REQUEST ->
                new RefusedException(Problem.of(ProblemType.INPUT_INVALID, problem.detail(), problem.violations()));
            case AMBIGUOUS ->
                new RefusedException(Problem.of(ProblemType.AMBIGUOUS_ID, problem.detail(), problem.violations()));
            default -> refused;
        };
    }
}
