package dev.whence.feed.stac;

import dev.whence.receipt.Bbox;
import java.util.List;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.hprtree.HPRtree;

/** An R-tree over the boxes of entries, made once; safe to share. A box across the antimeridian lies in it in two halves. */
final class PackedTree {
    private final HPRtree tree = new HPRtree();
    private final int size;

    PackedTree(List<ItemEntry> entries) {
        size = entries.size();
        for (ItemEntry entry : entries) {
            entry.bbox().ifPresent(box -> halves(box).forEach(half -> tree.insert(half, entry)));
        }
        // Else the first search would, and nobody else could search meanwhile.
        tree.build();
    }

    /** How many entries it was made of. */
    int size() {
        return size;
    }

    /** Each that may have a point in the box, some of them twice. */
    void near(Bbox box, Consumer<ItemEntry> visitor) {
        halves(box).forEach(half -> tree.query(half, found -> visitor.accept((ItemEntry) found)));
    }

    private static List<Envelope> halves(Bbox box) {
        return box.crossesAntimeridian()
                ? List.of(envelope(box, box.west(), 180), envelope(box, -180, box.east()))
                : List.of(envelope(box, box.west(), box.east()));
    }

    private static Envelope envelope(Bbox box, double west, double east) {
        return new Envelope(west, east, box.south(), box.north());
    }
}
