package dev.whence.query.walk;

import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.WalkOptions;
import dev.whence.query.Asker;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A small story: roads are fetched and normalised (twice: the first receipt was wrong), joined with counties, published; a
 * copy of the result is checked elsewhere, and the check fails.
 */
final class Roads {
    static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);
    private static final Instant START = Instant.parse("2026-02-20T12:00:00Z");

    final LineageIndex index = new LineageIndex(IRIS);
    final List<Entries.Entry> told = new ArrayList<>();
    final LineageWalks walks =
            new LineageWalks(IRIS, index::snapshot, sequence -> told.get((int) sequence), Marks.NONE);

    static Roads story() {
        Roads roads = new Roads();
        roads.tell("fetch-1", "fetch", "pass", List.of(), List.of(at("raw/roads.csv", "roads 1")));
        roads.tell(
                "norm-1", "normalise", "pass", roads("raw/roads.csv", "roads 1"), roads("work/roads.parquet", "bad"));
        roads.tell(
                "norm-2",
                "normalise",
                "pass",
                roads("raw/roads.csv", "roads 1"),
                roads("work/roads.parquet", "good"),
                OptionalLong.of(1));
        roads.tell(
                "join-1",
                "join",
                "pass",
                List.of(at("work/roads.parquet", "good"), at("raw/counties.csv", "counties")),
                List.of(at("out/joined.parquet", "joined"), at("out/report.html", "report")));
        roads.tell(
                "check-1", "check", "fail", roads("copy/joined.parquet", "joined"), roads("out/check.json", "check"));
        roads.tell("fetch-2", "fetch", "pass", List.of(), List.of(at("raw/roads.csv", "roads 2")));
        return roads;
    }

    private static List<Thing> roads(String uri, String bytes) {
        return List.of(at(uri, bytes));
    }

    long tell(String run, String operation, String status, List<Thing> used, List<Thing> generated) {
        return tell(run, operation, status, used, generated, OptionalLong.empty());
    }

    long tell(
            String run,
            String operation,
            String status,
            List<Thing> used,
            List<Thing> generated,
            OptionalLong supersedes) {
        long sequence = told.size();
        Instant time = START.plusSeconds(60 * sequence);
        ReceiptId id = receipt(sequence);
        LineageFacts facts = new LineageFacts(
                IRIS.receipt("default", id),
                Optional.of(IRIS.run("default", run)),
                Optional.of(time),
                used,
                generated,
                List.of(),
                Optional.of(IRIS.datasetVersion(
                        "default", new DatasetVersionId(Optional.of("roads"), "2026-02.abcd1234"))));
        RunSummary summary = new RunSummary(
                run,
                Optional.of("svc:pipeline"),
                Optional.of(operation),
                Optional.of(time),
                Optional.of(status),
                id.text());
        told.add(new Entries.Entry(facts, Optional.of(summary)));
        index.add(sequence, time, facts, supersedes);
        return sequence;
    }

    static ReceiptId receipt(long sequence) {
        return new ReceiptId(sha256("receipt " + sequence));
    }

    static Thing at(String uri, String bytes) {
        Digest digest = digest(bytes);
        return new Thing(
                IRIS.artifact("default", digest, uri),
                Optional.of(IRIS.content(digest)),
                Optional.of(IRIS.location("default", uri)));
    }

    static Digest digest(String bytes) {
        return Digest.parse("sha256:" + sha256(bytes)).orElseThrow();
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    LineageAnswer ask(String thing, WalkOptions options) throws RefusedException {
        return walks.answer(LineageRequest.of(thing, Asker.HOUSE, options));
    }
}
