package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.lineage.Direction;
import dev.whence.query.walk.LineageAnswer;
import dev.whence.receipt.RefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** {@code items.lineage}: the family tree of an item, its parents' parents above it and its children's children below. */
final class ItemsLineage implements Work.Reading {
    static final Declaration DECLARATION = Declaration.reading(
            "items.lineage", "Gives the family tree of an item: its parents and its children", Scope.PROVENANCE_READ);

    private static final String ITEM = "item";

    private final Walks walks;
    private final WalkJson json;

    ItemsLineage(Walks walks, WalkJson json) {
        this.walks = walks;
        this.json = json;
    }

    @Override
    public ObjectNode read(Invocation invocation) throws RefusedException {
        String id = invocation.text("item_id", "");
        Walks.Walked walked = walks.walk(Walks.Asked.of(invocation, ITEM, id, Direction.BOTH), invocation);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("item_id", id).put("iri", walked.iri());
        new Tree(walked.walk(), Direction.UP, "parents").grow(answer);
        new Tree(walked.walk(), Direction.DOWN, "children").grow(answer);
        json.tell(walked.walk(), answer);
        return answer;
    }

    /**
     * One half of the tree. Whoever has several ways to the item stands nearest to it with what belongs to it, and is only
     * named elsewhere; so circles end, and the tree is no deeper than the walk.
     */
    private final class Tree {
        private final String member;
        private final Map<String, List<LineageAnswer.Edge>> steps = new HashMap<>();
        private final Set<String> grown = new HashSet<>();
        private final List<String> begins;

        Tree(LineageAnswer walk, Direction direction, String member) {
            this.member = member;
            this.begins = walk.root().entities();
            walk.edges().stream()
                    .filter(edge -> edge.direction() == direction)
                    .sorted(Comparator.comparing(LineageAnswer.Edge::far))
                    .forEach(edge -> steps.computeIfAbsent(edge.near(), unused -> new ArrayList<>())
                            .add(edge));
        }

        void grow(ObjectNode item) {
            Queue<Branch> open = new ArrayDeque<>();
            ArrayNode first = item.putArray(member);
            grown.addAll(begins);
            begins.forEach(begin -> open.add(new Branch(begin, first)));
            while (!open.isEmpty()) {
                Branch branch = open.remove();
                for (LineageAnswer.Edge step : steps.getOrDefault(branch.iri(), List.of())) {
                    ObjectNode relative = json.relative(step);
                    branch.relatives().add(relative);
                    if (grown.add(step.far())) {
                        open.add(new Branch(step.far(), relative.putArray(member)));
                    } else {
                        relative.put("repeated", true);
                    }
                }
            }
        }
    }

    private record Branch(String iri, ArrayNode relatives) {}
}
