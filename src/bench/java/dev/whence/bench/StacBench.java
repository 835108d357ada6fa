package dev.whence.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import dev.whence.shape.ShapeCheck;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.jena.graph.Graph;
import org.apache.jena.mem2.GraphMem2Fast;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;

/**
 * STAC Items at the stations that know what they are, in one thread: CPU microseconds an Item to check, to map and to hold
 * against the shapes, when everything is compiled. Options: {@code --items} (20000, of which the first half warms up),
 * {@code --seed} (1).
 */
final class StacBench {
    private static final int PEER_ITEMS = 500;

    private final ReceiptValidator validator = new ReceiptValidator();
    private final ReceiptMapper mapper = new ReceiptMapper(new Iris(Iris.DEFAULT_BASE));
    private final ShapeCheck shapes = new ShapeCheck();
    private long validating;
    private long mapping;
    private long shaping;
    private long triples;

    private StacBench() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        List<ObjectNode> items = items(arguments.number("items", 20_000), new Random(arguments.seed()));
        int half = items.size() / 2;
        new StacBench().all(items.subList(0, half));
        StacBench warm = new StacBench();
        warm.all(items.subList(half, items.size()));
        int measured = items.size() - half;
        List<ObjectNode> some = items.subList(0, Math.min(half, PEER_ITEMS));
        peer(some);
        new Result("stac", arguments)
                .put("triples_per_item", (double) warm.triples / measured)
                .put("validate_cpu_us_per_item", micros(warm.validating, measured))
                .put("shape_cpu_us_per_item", micros(warm.shaping, measured))
                .figure(
                        micros(warm.mapping, measured),
                        "us CPU an Item, mapped",
                        "the same Item read as JSON-LD by Jena, with a context of one vocabulary",
                        micros(peer(some), some.size()))
                .print();
    }

    private static double micros(long nanos, int items) {
        return nanos / 1e3 / items;
    }

    private void all(List<ObjectNode> items) throws RefusedException {
        for (ObjectNode item : items) {
            CanonicalReceipt canonical = CanonicalReceipt.of(bytes(item), JsonLimits.DEFAULTS);
            long start = ThreadCpu.nanos();
            var valid = validator.validate(canonical.tree(), canonical.id(), Leniency.STRICT);
            long checked = ThreadCpu.nanos();
            Graph graph =
                    mapper.map(MappingInput.of(valid.receipt(), canonical.id())).graph();
            long mapped = ThreadCpu.nanos();
            shapes.check(graph);
            validating += checked - start;
            mapping += mapped - checked;
            shaping += ThreadCpu.nanos() - mapped;
            triples += graph.size();
        }
    }

    /** Nanoseconds of CPU. */
    private static long peer(List<ObjectNode> items) {
        long start = ThreadCpu.nanos();
        for (ObjectNode item : items) {
            ObjectNode withContext = item.deepCopy();
            withContext
                    .putObject("@context")
                    .put("@vocab", "https://w3id.org/ogc/stac/core/")
                    .put("id", "@id");
            RDFParser.fromString(withContext.toString(), Lang.JSONLD)
                    .base("http://localhost:8080/stac/")
                    .parse(new GraphMem2Fast());
        }
        return ThreadCpu.nanos() - start;
    }

    private static List<ObjectNode> items(int count, Random random) {
        List<ObjectNode> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item(i, random));
        }
        return items;
    }

    /** One to eight assets, a polygon, a run, a source. */
    private static ObjectNode item(int number, Random random) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("type", "Feature")
                .put("stac_version", "1.1.0")
                .put("id", "item-" + number)
                .put("collection", "made");
        double west = -100 + random.nextInt(1000) / 100.0;
        double south = 30 + random.nextInt(1000) / 100.0;
        item.putArray("bbox").add(west).add(south).add(west + 1).add(south + 1);
        ArrayNode ring = item.putObject("geometry")
                .put("type", "Polygon")
                .putArray("coordinates")
                .addArray();
        for (int[] corner : new int[][] {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}) {
            ring.addArray().add(west + corner[0]).add(south + corner[1]);
        }
        item.putObject("properties")
                .put("title", "Item " + number)
                .put("description", "Made up for a benchmark.")
                .put("license", "CC-BY-4.0")
                .put("datetime", "2026-10-01T00:00:00Z")
                .put("updated", "2026-11-01T00:00:00Z");
        ArrayNode links = item.putArray("links");
        link(links, "self", "https://example.org/stac/item-" + number + ".json");
        link(links, "collection", "./collection.json");
        link(links, "processing-execution", "kfm://run/" + number);
        link(links, "derived_from", "./source-" + number + ".json");
        ObjectNode assets = item.putObject("assets");
        byte[] digest = new byte[32];
        for (int i = random.nextInt(8); i >= 0; i--) {
            random.nextBytes(digest);
            assets.putObject("asset-" + i)
                    .put("href", "./data/" + number + "-" + i + ".tif")
                    .put("type", "image/tiff; application=geotiff")
                    .put("file:size", random.nextInt(1 << 20))
                    .put("file:checksum", "1220" + HexFormat.of().formatHex(digest))
                    .putArray("roles")
                    .add("data");
        }
        return item;
    }

    private static void link(ArrayNode links, String rel, String href) {
        links.addObject().put("rel", rel).put("href", href);
    }

    private static byte[] bytes(ObjectNode item) {
        return item.toString().getBytes(StandardCharsets.UTF_8);
    }
}
