package dev.whence.map;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.ClosedRunReceipt;
import dev.whence.receipt.ClosedRunReceipt.SmartSync;
import dev.whence.receipt.ClosedRunReceipt.Validators;
import dev.whence.receipt.Digest;
import dev.whence.receipt.GeneratedReceipt;
import dev.whence.receipt.GeneratedReceipt.Citation;
import dev.whence.receipt.GeneratedReceipt.Evidence;
import dev.whence.receipt.GeneratedReceipt.Gate;
import dev.whence.receipt.GeneratedReceipt.GateOutcome;
import dev.whence.receipt.GeneratedReceipt.Generated;
import dev.whence.receipt.GeneratedReceipt.Model;
import dev.whence.receipt.GeneratedReceipt.Review;
import dev.whence.receipt.LedgerFacts;
import dev.whence.receipt.License;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RegistryReceipt;
import dev.whence.receipt.RunReceipt;
import dev.whence.receipt.ZoneReceipt;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One receipt of each kind, as small as its kind allows, and variations of them. */
public final class SampleReceipts {
    public static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");
    public static final ReceiptId ID = new ReceiptId("ab".repeat(32));

    private SampleReceipts() {}

    public static Digest.WellFormed digest(String twoHex) {
        return Digest.parse("sha256:" + twoHex.repeat(32)).orElseThrow();
    }

    /** Two inputs, one output, no extras: the receipt that speed is measured with. */
    public static RunReceipt run() {
        return run(
                "kfm://run/2026-02-20T12:00:00Z.abcd",
                List.of(
                        Artifact.at("raw/source.csv", digest("11")),
                        new Artifact("raw/extra.csv", Optional.of(digest("22")), Optional.of("text/csv"))),
                List.of(Artifact.at("processed/out.parquet", digest("33"))),
                extras());
    }

    public static RunReceipt run(
            String runId, List<Artifact> inputs, List<Artifact> outputs, RunReceipt.Extras extras) {
        return new RunReceipt(
                runId,
                new RunReceipt.Actor("svc:pipeline", "pipeline"),
                "ingest+publish",
                "2026-02.abcd1234",
                inputs,
                outputs,
                new RunReceipt.Environment(digest("44"), "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef", digest("55")),
                new RunReceipt.Validation("pass", digest("66")),
                new RunReceipt.Decision(
                        "kfm://policy_decision/x", Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                NOON,
                extras);
    }

    public static RunReceipt.Extras extras() {
        return new RunReceipt.Extras(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Every optional member said. */
    public static RunReceipt.Extras allExtras() {
        return new RunReceipt.Extras(
                Optional.of("kfm://run/earlier"),
                Optional.of("publish"),
                Optional.of("sidewalks"),
                Optional.of(digest("77").text()),
                Optional.of(NOON.minusSeconds(60)),
                Optional.of(NOON.minusSeconds(1)),
                Optional.of(NOON.minusSeconds(50)),
                Optional.of("https://example.org/data.csv"),
                Optional.of("\"v1\""),
                Optional.of("Fri, 20 Feb 2026 11:00:00 GMT"),
                Optional.of(false),
                Optional.of("oci://registry.example.org/sig"),
                Optional.of("oci://registry.example.org/att"),
                License.parse("CC-BY-4.0", Optional.empty()));
    }

    public static ClosedRunReceipt closedRun(ClosedRunReceipt.Outcome outcome) {
        return closedRun(List.of("in1"), List.of("out1"), outcome, Optional.empty());
    }

    public static ClosedRunReceipt closedRun(
            List<String> inputs, List<String> outputs, ClosedRunReceipt.Outcome outcome, Optional<SmartSync> sync) {
        return new ClosedRunReceipt(
                "run:sample",
                sync.isPresent() ? "smart_sync" : "ingest",
                inputs,
                outputs,
                "git:c9f9c6674df604c7ce247fdb23212607fe155357",
                digest("aa"),
                List.of("src1"),
                List.of("val1"),
                outcome,
                sync);
    }

    public static SmartSync sync(String decision, Optional<Digest.WellFormed> contentDigest) {
        Validators validators =
                new Validators(Optional.of("\"v2\""), Optional.of("Mon, 03 Aug 2026 12:00:00 GMT"), Optional.of(256L));
        return new SmartSync(
                "http_conditional",
                NOON,
                "https://example.org/data",
                contentDigest.isPresent() ? 200 : 304,
                validators,
                Optional.of(validators),
                decision,
                "content_changed",
                Optional.of("run:prior"),
                Optional.of(digest("bb")),
                false,
                contentDigest);
    }

    /** One of its evidence hashes is the digest of its own output. */
    public static GeneratedReceipt generated(GateOutcome... outcomes) {
        List<Gate> gates = Arrays.stream(outcomes)
                .map(outcome -> new Gate("gate-" + outcome, outcome, Optional.empty()))
                .toList();
        return new GeneratedReceipt(
                "genrec-makefile",
                "3.1.0",
                List.of(new Generated("Makefile", digest("33"), Optional.of("PROPOSED"))),
                new Model("OpenAI", "GPT-5.6 Thinking", "2026-07-20"),
                digest("cc"),
                new Evidence(
                        List.of("Pasted text(54).txt"),
                        List.of("github://a/b/blob/c/d"),
                        List.of(digest("33"), digest("dd"))),
                gates,
                List.of("kfm://adr/ADR-0029"),
                List.of(new Citation("c1", true, "github://a/b/blob/c/d"), new Citation("c2", false, "doc://x")),
                new Review("approved", List.of("@reviewer"), Optional.of(NOON)),
                Instant.parse("2026-07-20T08:40:40.970Z"),
                "openai/gpt-5.6-thinking",
                Optional.empty(),
                Optional.empty());
    }

    public static RegistryReceipt registry() {
        return new RegistryReceipt(
                "kfm:run:01J",
                "kfm://dataset/sidewalks",
                digest("33"),
                Optional.empty(),
                "svc:runner",
                List.of(new RegistryReceipt.Check("schema", "pass"), new RegistryReceipt.Check("links", "fail")),
                NOON,
                NOON.plusSeconds(60));
    }

    public static ZoneReceipt zone() {
        return new ZoneReceipt(
                "1",
                "run-17",
                "raw",
                "processed",
                NOON,
                NOON.plusSeconds(60),
                new ZoneReceipt.Actor("service", "svc:mover"),
                new ZoneReceipt.Code("https://example.org/repo.git", "0123456789abcdef", true),
                List.of(new ZoneReceipt.ZoneInput(
                        Artifact.at("raw/a.csv", digest("11")), Optional.of("CC-BY-4.0"), Optional.of("public"))),
                List.of(Artifact.at("processed/a.parquet", digest("33"))),
                List.of(new ZoneReceipt.Transform(
                        "reproject", Optional.of(digest("88").text()))),
                true,
                true);
    }

    public static LedgerFacts ledgerFacts() {
        return new LedgerFacts(
                7, "sha256:" + "ef".repeat(32), NOON.plusMillis(1500), "default", PolicyLabel.PUBLIC, Optional.empty());
    }
}
