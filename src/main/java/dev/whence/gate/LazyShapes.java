package dev.whence.gate;

import dev.whence.shape.ShapeSet;
import org.jspecify.annotations.Nullable;

/** Prepares the shapes when the first version is judged: that takes a second, which a start need not wait for. */
final class LazyShapes {
    private final String file;
    private volatile @Nullable ShapeSet shapes;

    LazyShapes(String file) {
        this.file = file;
    }

    ShapeSet ready() {
        ShapeSet known = shapes;
        if (known == null) {
            synchronized (this) {
                known = shapes;
                if (known == null) {
                    known = ShapeSet.read(file);
                    shapes = known;
                }
            }
        }
        return known;
    }
}
