package dev.whence.receive;

import dev.whence.receipt.RefusedException;
import dev.whence.shape.ShapeCheck;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.jspecify.annotations.Nullable;

/** Prepares the shapes when the first receipt comes: it takes a second that a command which only reads need not wait. */
final class LazyShapes {
    private final Supplier<ShapeCheck> source;
    private volatile @Nullable ShapeCheck shapes;

    LazyShapes(Supplier<ShapeCheck> source) {
        this.source = source;
    }

    void check(Graph graph) throws RefusedException {
        ready().check(graph);
    }

    /** Prepares them now; a server does so before it says that it is ready. */
    ShapeCheck ready() {
        ShapeCheck known = shapes;
        if (known == null) {
            synchronized (this) {
                known = shapes;
                if (known == null) {
                    known = source.get();
                    shapes = known;
                }
            }
        }
        return known;
    }
}
