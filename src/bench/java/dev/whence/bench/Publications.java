package dev.whence.bench;

import dev.whence.attest.Attestations;
import dev.whence.canonical.Sha256;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerSettings;
import dev.whence.policy.PolicyChecks;
import dev.whence.policy.PolicySettings;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receive.IntakeSettings;
import dev.whence.receive.Outcome;
import dev.whence.receive.ReceiveRoom;
import dev.whence.receive.StationClock;
import dev.whence.receive.Submission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Published STAC Items, each with three assets, in series of a thousand: publications as a promotion writes them, without the
 * records and gates before them, which no harvester sees.
 */
final class Publications implements AutoCloseable {
    private static final int AT_ONCE = 2000;
    private static final int A_SERIES = 1000;
    private static final String NOT_TOLD = "hmac:" + "0".repeat(64);
    private static final List<String> WORDS = List.of(
            "rain", "snow", "river", "gauge", "basin", "soil", "wind", "daily", "monthly", "station", "grid", "survey");

    private final Ledger ledger;
    private final ReceiveRoom room;
    private final Random random;

    Publications(Path data, long seed) throws IOException {
        Files.createDirectories(data.resolve("graph"));
        random = new Random(seed);
        ledger = Ledger.open(data, LedgerSettings.DEFAULTS, Clock.systemUTC());
        room = ReceiveRoom.open(
                IntakeSettings.DEFAULTS,
                ledger,
                new Iris(Iris.DEFAULT_BASE),
                new PolicyChecks(PolicySettings.DEFAULTS),
                Attestations.withoutKeys(),
                data.resolve("graph").resolve("lineage.edges"),
                StationClock.NONE);
    }

    /** Publishes datasets by number; those that are there get another version. */
    void publish(int from, int to, int version) {
        List<CompletableFuture<Outcome>> underWay = new ArrayList<>();
        for (int number = from; number < to; number++) {
            underWay.add(publish(number, version));
            if (underWay.size() == AT_ONCE || number == to - 1) {
                underWay.forEach(Publications::requireWritten);
                underWay.clear();
            }
        }
    }

    private static void requireWritten(CompletableFuture<Outcome> outcome) {
        if (!(outcome.join() instanceof Outcome.Written)) {
            throw new IllegalStateException("a publication was refused: " + outcome.join());
        }
    }

    private CompletableFuture<Outcome> publish(int number, int version) {
        String publication = """
                {"publication_of":"%1$s","promotion":"%1$s","published_at":"%2$s","policy_label":"public",\
                "record":"stac-item","described":true,"document":%3$s}""".formatted(NOT_TOLD, Instant.EPOCH.plusSeconds(number), document(number, version));
        return room.intake()
                .take(publication.getBytes(StandardCharsets.UTF_8), Submission.STRICT.as(ReceiptKind.PUBLICATION));
    }

    private String document(int number, int version) {
        String id = "item-%07d".formatted(number);
        double east = random.nextInt(36_000) / 100.0 - 180;
        double north = random.nextInt(18_000) / 100.0 - 90;
        StringBuilder assets = new StringBuilder();
        for (String name : List.of("data", "mask", "preview")) {
            assets.append(assets.isEmpty() ? "" : ",").append(asset(id, name, version));
        }
        return """
                {"type":"Feature","stac_version":"1.0.0","id":"%1$s","collection":"series-%2$d",\
                "geometry":{"type":"Point","coordinates":[%3$s,%4$s]},"bbox":[%3$s,%4$s,%3$s,%4$s],\
                "properties":{"datetime":"2026-01-01T00:00:00Z","title":"%5$s","description":"%6$s",\
                "license":"CC-BY-4.0","version":"%7$d","keywords":["%8$s","%9$s"],\
                "providers":[{"name":"Rain Office","roles":["producer"]}],"kfm:policy_label":"public"},\
                "links":[{"rel":"processing-execution","href":"/run/run-%1$s"},\
                {"rel":"derived_from","href":"https://elsewhere.example/items/%1$s"}],"assets":{%10$s}}""".formatted(
                        id, number / A_SERIES, east, north, words(5), words(30), version, words(1), words(2), assets);
    }

    private String asset(String id, String name, int version) {
        return """
                "%1$s":{"href":"https://files.example.org/%2$s/%1$s.tif","type":"image/tiff","title":"%3$s",\
                "file:size":%4$d,"file:checksum":"1220%5$s"}""".formatted(name, id, words(3), random.nextInt(1 << 24), digest(id + name + version));
    }

    private static String digest(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private String words(int count) {
        return String.join(
                " ", random.ints(count, 0, WORDS.size()).mapToObj(WORDS::get).toList());
    }

    @Override
    public void close() {
        room.close();
        ledger.close();
    }
}
