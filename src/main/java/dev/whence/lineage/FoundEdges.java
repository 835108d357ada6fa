package dev.whence.lineage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The edges of one walk in the order found, each once: a pair that a run's receipt both states and implies is stated,
 * and one that a superseded and a standing receipt imply stands. Edges to one node are chained, the last found first.
 */
final class FoundEdges {
    static final int ABSENT = -1;

    /** From the most to the least certain; a row holds the place in this list. */
    private static final List<Relation> RELATIONS =
            List.of(Relation.STATED, Relation.ASSUMED, Relation.SAME_BYTES, Relation.ASSUMED_LOCATION);

    // Fields of one row.
    private static final int NEAR = 0;
    private static final int FAR = 1;
    private static final int RUN = 2;
    private static final int STATEMENT = 3;
    private static final int MARKS = 4;
    private static final int BEFORE = 5;
    private static final int WIDTH = 6;

    // Bits of MARKS.
    private static final int RELATION = 3;
    private static final int SUPERSEDED = 4;
    private static final int DEPTH_SHIFT = 3;

    private int[] rows = new int[64 * WIDTH];
    private int count;

    int size() {
        return count;
    }

    /** What an edge says besides its ends. */
    static int marks(Relation relation, boolean superseded, int depth) {
        return RELATIONS.indexOf(relation) | (superseded ? SUPERSEDED : 0) | depth << DEPTH_SHIFT;
    }

    /**
     * Adds an edge, or what it adds to one found before.
     *
     * @param before the last edge found that leads to the far end
     * @param everywhere whether the near end was taken further before, so that the edge may lie far back
     * @return the last edge that leads to the far end now
     */
    int add(int near, int far, int run, int statement, int marks, int before, boolean everywhere) {
        for (int edge = before; edge != ABSENT; edge = field(edge, BEFORE)) {
            if (field(edge, NEAR) == near && field(edge, RUN) == run && mergeable(edge, marks)) {
                merge(edge, statement, marks);
                return before;
            }
            if (field(edge, NEAR) != near && !everywhere) {
                break;
            }
        }
        if ((count + 1) * WIDTH > rows.length) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
        }
        int at = count * WIDTH;
        rows[at + NEAR] = near;
        rows[at + FAR] = far;
        rows[at + RUN] = run;
        rows[at + STATEMENT] = statement;
        rows[at + MARKS] = marks;
        rows[at + BEFORE] = before;
        return count++;
    }

    List<Walk.Edge> list(Direction direction) {
        List<Walk.Edge> edges = new ArrayList<>(count);
        for (int edge = 0; edge < count; edge++) {
            edges.add(edge(edge, direction));
        }
        return edges;
    }

    private Walk.Edge edge(int edge, Direction direction) {
        boolean up = direction == Direction.UP;
        int marks = field(edge, MARKS);
        int statement = field(edge, STATEMENT);
        return new Walk.Edge(
                field(edge, up ? FAR : NEAR),
                field(edge, up ? NEAR : FAR),
                RELATIONS.get(marks & RELATION),
                direction,
                marks >>> DEPTH_SHIFT,
                statement == Tables.NONE ? OptionalLong.empty() : OptionalLong.of(statement),
                (marks & SUPERSEDED) != 0);
    }

    private boolean mergeable(int edge, int marks) {
        Relation held = RELATIONS.get(field(edge, MARKS) & RELATION);
        Relation other = RELATIONS.get(marks & RELATION);
        return held == other || (!held.crosses() && !other.crosses());
    }

    private void merge(int edge, int statement, int marks) {
        int held = field(edge, MARKS);
        int relation = Math.min(held & RELATION, marks & RELATION);
        boolean nowStands = (held & SUPERSEDED) > (marks & SUPERSEDED);
        boolean alike = (held & SUPERSEDED) == (marks & SUPERSEDED);
        if (nowStands || (alike && statement < field(edge, STATEMENT))) {
            rows[edge * WIDTH + STATEMENT] = statement;
        }
        int superseded = held & marks & SUPERSEDED;
        rows[edge * WIDTH + MARKS] = held >>> DEPTH_SHIFT << DEPTH_SHIFT | superseded | relation;
    }

    private int field(int edge, int field) {
        return rows[edge * WIDTH + field];
    }
}
