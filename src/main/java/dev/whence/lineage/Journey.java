package dev.whence.lineage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One question asked of one snapshot: walks up, down or both ways from the same roots, and the one answer. */
final class Journey {
    private final View view;
    private final WalkOptions options;
    private final Set<Integer> emptyContents;
    private final Places places;

    private final List<Walk.Edge> edges = new ArrayList<>();
    private final Set<Cut> cuts = EnumSet.noneOf(Cut.class);
    private final Set<Integer> hubs = new TreeSet<>();
    private final FoundNodes found = new FoundNodes();

    Journey(View view, WalkOptions options, Set<Integer> emptyContents) {
        this.view = view;
        this.options = options;
        this.emptyContents = emptyContents;
        this.places = new Places(view);
    }

    Walk from(List<Subject> subjects) {
        Roots of = new Roots(view, places);
        Set<Roots.Root> roots = new LinkedHashSet<>();
        subjects.forEach(subject -> roots.addAll(of.of(subject)));
        if (options.direction() != Direction.DOWN) {
            walk(Direction.UP, roots);
        }
        if (options.direction() != Direction.UP) {
            walk(Direction.DOWN, roots);
        }
        List<Integer> entities =
                roots.stream().map(Roots.Root::entity).distinct().toList();
        return new Walk(entities, nodes(), edges, cuts, hubs, view.size());
    }

    private void walk(Direction direction, Set<Roots.Root> roots) {
        Walker walker = new Walker(step(direction), new Hidden(view, direction), options);
        roots.forEach(root -> walker.root(root.entity(), root.context()));
        walker.walk();
        edges.addAll(walker.edges().list(direction));
        cuts.addAll(walker.cuts());
        hubs.addAll(walker.hubs());
        merge(walker.nodes());
    }

    private void merge(FoundNodes nodes) {
        for (int row = 0; row < nodes.size(); row++) {
            int known = found.row(nodes.entity(row));
            if (known == FoundNodes.ABSENT) {
                found.add(nodes.entity(row), nodes.depth(row));
            } else {
                found.lower(known, nodes.depth(row));
            }
        }
    }

    private Step step(Direction direction) {
        SameBytes sameBytes = new SameBytes(view, emptyContents);
        return direction == Direction.UP
                ? new UpStep(view, places, sameBytes, options.crossings())
                : new DownStep(view, places, sameBytes, options.crossings());
    }

    /** By depth, and within a depth in the order found. */
    private List<Walk.Node> nodes() {
        long[] order = new long[found.size()];
        for (int row = 0; row < order.length; row++) {
            order[row] = (long) found.depth(row) << 32 | row;
        }
        Arrays.sort(order);
        List<Walk.Node> nodes = new ArrayList<>(order.length);
        for (long next : order) {
            nodes.add(node(found.entity((int) next), (int) (next >>> 32)));
        }
        return nodes;
    }

    private Walk.Node node(int entity, int depth) {
        int generation = view.newestGeneration(entity);
        if (generation != Tables.NONE) {
            return new Walk.Node(entity, view.kind(entity), depth, generation, true, view.superseded(generation));
        }
        int mention = view.newestMention(entity);
        if (mention != Tables.NONE) {
            return new Walk.Node(entity, view.kind(entity), depth, mention, false, view.superseded(mention));
        }
        int superseded = view.withSuperseded().newestMention(entity);
        return new Walk.Node(entity, view.kind(entity), depth, superseded, false, true);
    }
}
