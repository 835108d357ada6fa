package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.lineage.Direction;
import dev.whence.query.walk.LineageAnswer;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code lineage.impact}: what rests on a thing, in pages. All pages are of the ledger as it was at the first, so that none
 * is missed and none comes twice.
 */
final class LineageImpact implements Work.Reading {
    static final Declaration DECLARATION = Declaration.reading(
            "lineage.impact", "Tells what rests on a thing: how many of each type, and which", Scope.PROVENANCE_READ);

    private static final int USUAL_LIMIT = 100;
    private static final Pattern CURSOR = Pattern.compile("([0-9]+)\\.([0-9]+)");

    private final Walks walks;
    private final WalkJson json;

    LineageImpact(Walks walks, WalkJson json) {
        this.walks = walks;
        this.json = json;
    }

    @Override
    public ObjectNode read(Invocation invocation) throws RefusedException {
        String type = invocation.text("entity_type", "");
        String id = invocation.text("entity_id", "");
        Walks.Asked asked = Walks.Asked.of(invocation, type, id, Direction.DOWN);
        Matcher cursor = CURSOR.matcher(invocation.text("cursor", ""));
        boolean goesOn = cursor.matches();
        int from = goesOn ? Integer.parseInt(cursor.group(2)) : 0;
        Walks.Walked walked = walk(goesOn ? asked.asOf(Long.parseLong(cursor.group(1))) : asked, invocation, goesOn);
        List<LineageAnswer.Node> things =
                walked.walk().nodes().stream().filter(node -> node.depth() > 0).toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("root", json.root(type, id, walked.iri()));
        answer.put("total", things.size());
        answer.set("by_type", counts(things));
        int to = Math.min(things.size(), from + invocation.number("limit", USUAL_LIMIT));
        ArrayNode page = answer.putArray("things");
        for (int place = from; place < to; place++) {
            page.add(json.node(things.get(place)));
        }
        if (to < things.size()) {
            answer.put("next_cursor", walked.walk().asOf() + "." + to);
        }
        json.tell(walked.walk(), answer);
        return answer;
    }

    private Walks.Walked walk(Walks.Asked asked, Invocation invocation, boolean goesOn) throws RefusedException {
        try {
            return walks.walk(asked, invocation);
        } catch (RefusedException refused) {
            // A size that the ledger has not reached can only come from a cursor that was made up.
            if (goesOn && refused.problem().type() == ProblemType.BAD_REQUEST) {
                String message = "This cursor was not given here; begin without one.";
                throw new RefusedException(Problem.of(
                        ProblemType.INPUT_INVALID,
                        message,
                        List.of(new Violation("/cursor", "input:cursor", message))));
            }
            throw refused;
        }
    }

    private ObjectNode counts(List<LineageAnswer.Node> things) {
        Map<String, Integer> counts = new TreeMap<>();
        things.forEach(node -> counts.merge(json.type(node), 1, Integer::sum));
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        counts.forEach(object::put);
        return object;
    }
}
