package dev.whence.map;

import dev.whence.receipt.Bbox;
import dev.whence.receipt.Geometry;
import dev.whence.receipt.Iris;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Locn;
import java.time.Instant;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Where and when a dataset lies, as DCAT 3 §6.4.8 and §6.4.9 have it. */
final class Extents {
    private Extents() {}

    static void spatial(Statements out, Node dataset, Optional<Geometry> geometry, Optional<Bbox> box) {
        if (geometry.isEmpty() && box.isEmpty()) {
            return;
        }
        Node location = NodeFactory.createURI(Iris.helper(dataset.getURI(), "spatial"));
        out.say(dataset, Dct.SPATIAL, location);
        out.type(location, Dct.LOCATION);
        geometry.ifPresent(where -> out.say(location, Locn.GEOMETRY, Terms.wkt(where.wkt())));
        box.ifPresent(around -> out.say(location, Dcat.BBOX, Terms.wkt(around.wkt())));
    }

    /** An end that is missing is open. */
    static void temporal(Statements out, Node dataset, Optional<Instant> start, Optional<Instant> end) {
        if (start.isEmpty() && end.isEmpty()) {
            return;
        }
        Node period = NodeFactory.createURI(Iris.helper(dataset.getURI(), "temporal"));
        out.say(dataset, Dct.TEMPORAL, period);
        out.type(period, Dct.PERIOD_OF_TIME);
        out.time(period, Dcat.START_DATE, start);
        out.time(period, Dcat.END_DATE, end);
    }
}
