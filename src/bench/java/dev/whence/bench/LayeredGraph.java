package dev.whence.bench;

import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.receipt.ReceiptId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;

/**
 * A made-up pipeline, the same for the same seed: runs in layers, each reading what the layer below wrote of late (and the
 * lowest what the highest wrote), a few hubs that thousands of runs read, and from time to time a join over many. Four runs
 * in turn write to the same places. Receipts come in the order of their time.
 */
public final class LayeredGraph {
    /** About 300,000 receipts, 1M artifacts, 2.4M derivations, hubs with 10,000 dependent runs each. */
    public static final Shape LARGE = new Shape(300_000, 10, 30, 4);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int VERSIONS_OF_A_PLACE = 4;

    private final Shape shape;
    private final RandomGenerator random;
    private final List<List<Made>> layers = new ArrayList<>();
    private final List<Made> hubs = new ArrayList<>();
    private int made;

    /**
     * How large.
     *
     * @param runs receipts in all
     * @param layers from raw to published
     * @param hubs things that very many runs read
     * @param joins runs in each ten thousand that read a hundred things
     */
    public record Shape(int runs, int layers, int hubs, int joins) {}

    /** One run, as its receipt tells it. */
    public record Run(int number, Instant at, List<Made> inputs, List<Made> outputs) {
        public String id() {
            return "kfm://run/%s.%08x".formatted(at, number);
        }
    }

    /** One artifact version. */
    public record Made(String uri, Digest.WellFormed digest) {}

    public LayeredGraph(long seed, Shape shape) {
        this.shape = shape;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int layer = 0; layer < shape.layers(); layer++) {
            layers.add(new ArrayList<>());
        }
        for (int hub = 0; hub < shape.hubs(); hub++) {
            hubs.add(artifact("reference/hub-" + hub + ".parquet", "hub " + hub));
        }
    }

    public int size() {
        return shape.runs();
    }

    /** The next run; to be called {@link #size()} times. */
    public Run next() {
        int number = made++;
        int layer = number % shape.layers();
        List<Made> inputs = number < shape.hubs() ? List.of() : inputs(layer, number);
        List<Made> outputs = number < shape.hubs() ? List.of(hubs.get(number)) : outputs(layer, number);
        layers.get(layer).addAll(outputs);
        return new Run(number, START.plusSeconds(60L * number), inputs, outputs);
    }

    private List<Made> inputs(int layer, int number) {
        List<Made> below = layers.get(Math.floorMod(layer - 1, shape.layers()));
        List<Made> inputs = new ArrayList<>();
        int count = isJoin(number) ? 100 : 1 + random.nextInt(2);
        int window = isJoin(number) ? 40_000 : 300;
        for (int i = 0; i < count && !below.isEmpty(); i++) {
            inputs.add(below.get(below.size() - 1 - random.nextInt(Math.min(window, below.size()))));
        }
        // Every run reads a hub: 300,000 runs on 30 hubs are 10,000 dependents each.
        inputs.add(hubs.get(random.nextInt(shape.hubs())));
        return inputs.stream().distinct().toList();
    }

    private boolean isJoin(int number) {
        return number % 10_000 < shape.joins() && number > 10_000;
    }

    private List<Made> outputs(int layer, int number) {
        int count = 2 + random.nextInt(4);
        int slot = number / (shape.layers() * VERSIONS_OF_A_PLACE);
        List<Made> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outputs.add(artifact("layer-%d/tile-%06d/part-%d.parquet".formatted(layer, slot, i), number + " " + i));
        }
        return outputs;
    }

    private static Made artifact(String uri, String bytes) {
        return new Made(uri, Digest.parse(sha256(bytes)).orElseThrow());
    }

    /** What the mapper makes of the run, for benchmarks of the index alone. */
    public static LineageFacts facts(Iris iris, Run run) {
        String org = Iris.DEFAULT_ORGANISATION;
        String hex = sha256("receipt " + run.number()).substring("sha256:".length());
        return new LineageFacts(
                iris.receipt(org, new ReceiptId(hex)),
                Optional.of(iris.run(org, run.id())),
                Optional.of(run.at()),
                things(iris, run.inputs()),
                things(iris, run.outputs()),
                List.of(),
                Optional.of(iris.datasetVersion(org, DatasetVersionId.of(datasetVersion(run), Optional.empty()))));
    }

    private static List<Thing> things(Iris iris, List<Made> artifacts) {
        String org = Iris.DEFAULT_ORGANISATION;
        return artifacts.stream()
                .map(made -> new Thing(
                        iris.artifact(org, made.digest(), made.uri()),
                        Optional.of(iris.content(made.digest())),
                        Optional.of(iris.location(org, made.uri()))))
                .toList();
    }

    private static String datasetVersion(Run run) {
        return "2026-%04d.abcd1234".formatted(run.number() / 1_000);
    }

    /** The run as a kind A receipt in JSON, about 1.4 kB. */
    public static String json(Run run) {
        return """
                {"run_id":"%s","actor":{"principal":"svc:pipeline-%d","role":"pipeline"},"operation":"layer-%d",\
                "dataset_version_id":"%s","inputs":%s,"outputs":%s,"environment":{"container_digest":"%s",\
                "git_commit":"%s","params_digest":"%s"},"validation":{"status":"pass","report_digest":"%s"},\
                "policy":{"decision_id":"kfm://policy_decision/%d"},"created_at":"%s"}""".formatted(
                        run.id(),
                        run.number() % 7,
                        run.number() % 10,
                        datasetVersion(run),
                        array(run.inputs()),
                        array(run.outputs()),
                        sha256("container " + run.number() % 50),
                        sha256("commit " + run.number() % 200).substring(7, 47),
                        sha256("params " + run.number() % 1000),
                        sha256("report " + run.number()),
                        run.number() % 100,
                        run.at());
    }

    private static String array(List<Made> artifacts) {
        return artifacts.stream()
                .map(made -> String.format(
                        Locale.ROOT,
                        "{\"uri\":\"%s\",\"digest\":\"%s\"}",
                        made.uri(),
                        made.digest().text()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
