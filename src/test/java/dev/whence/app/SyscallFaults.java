package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.audit.LedgerVerifier;
import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.Strace;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One data folder through many lives: in each a server does one thing, and one system call of it meets a fault. Then the
 * server ends, another start finds what is there, and all must be well: nothing acknowledged is lost, {@code verify} is
 * clean, and the graph is the one that a rebuild makes.
 */
final class SyscallFaults {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LIVES_BETWEEN_REBUILDS = 4;
    private static final Map<String, String> QUICK = Map.of(
            "WHENCE_LEDGER_PUBLISH_WITHIN_MS", "100",
            "WHENCE_GRAPH_GATHER_UNDER_LOAD_MS", "50",
            "WHENCE_GRAPH_GATHER_MS", "50");

    private final Path folder;
    private final Path data;
    private final Map<String, byte[]> sent = new LinkedHashMap<>();
    private final Map<String, byte[]> acknowledged = new LinkedHashMap<>();
    private int runs;
    private int lives;

    SyscallFaults(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    /** What the server is at when the fault comes. */
    enum Phase {
        /** The sequencer takes a body of receipts: payloads beside the log, write-ahead log. */
        BATCH("whence-sequencer"),
        /** Bundles, tiles and the checkpoint are written. */
        PUBLISH("ledger-publisher"),
        /** Triples are written to the graph. */
        PROJECTION("whence-projector"),
        /** The graph is compacted by the thread that was asked to. */
        COMPACTION("");

        private final String thread;

        Phase(String thread) {
            this.thread = thread;
        }
    }

    /** The system calls that are counted together. */
    enum Calls {
        WRITE("write", "pwrite64"),
        FORCE("fsync", "fdatasync", "msync"),
        RENAME("rename");

        private final List<String> names;

        Calls(String... names) {
            this.names = List.of(names);
        }
    }

    record Case(Phase phase, Calls calls, Strace.Fault fault, int nth) {
        @Override
        public String toString() {
            return phase + " " + calls + " " + fault + " " + nth;
        }
    }

    /**
     * What became of it.
     *
     * @param hit the call that met the fault; absent where the server did not make so many
     * @param end how the server took it
     */
    record Outcome(Case of, Optional<String> hit, String end, int acknowledged) {
        String line() {
            return "%-10s %-6s %-6s %3d  %-16s %3d acknowledged  %s"
                    .formatted(
                            of.phase(), of.calls(), of.fault(), of.nth(), end, acknowledged, hit.orElse("not reached"));
        }
    }

    /** Lives one life. */
    Outcome live(Case next) throws Exception {
        Path log = folder.resolve("strace." + lives++);
        int before = acknowledged.size();
        String end;
        Strace strace;
        try (ChildWhence server = ChildWhence.serve(data, folder.resolve("server.log"), QUICK)) {
            requireAll(server.web());
            if (next.phase() == Phase.COMPACTION && runs == 0) {
                send(server.web());
            }
            strace = attach(server, next, log);
            try (strace) {
                end = act(server.web(), next.phase());
            }
            // Some end as a service manager ends them, some as a power cut does.
            if (next.nth() % 2 == 0 || end.equals("killed")) {
                server.kill();
            } else {
                assertThat(server.stop())
                        .as("%s: exit code after SIGTERM", next)
                        .isEqualTo(143);
            }
        }
        requireRecovers(next);
        Optional<String> hit = strace.hit().or(() -> end.equals("killed") ? Optional.of("killed") : Optional.empty());
        return new Outcome(next, hit, end, acknowledged.size() - before);
    }

    private static Strace attach(ChildWhence server, Case next, Path log) throws IOException {
        boolean all = next.phase().thread.isEmpty();
        String task = all ? String.valueOf(server.pid()) : thread(server.pid(), next.phase().thread);
        return Strace.attach(task, all, next.calls().names, next.fault(), next.nth(), log);
    }

    /** Linux keeps fifteen characters of a thread's name. */
    private static String thread(long pid, String name) throws IOException {
        String kept = name.substring(0, Math.min(name.length(), 15));
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).strip().equals(kept)) {
                    return task.getFileName().toString();
                }
            }
        }
        throw new IllegalStateException("the server has no thread " + name);
    }

    /** Makes the server do it, and tells how it took the fault. */
    private String act(Web web, Phase phase) {
        try {
            if (phase == Phase.COMPACTION) {
                int status = web.post("/admin/compact", "{}".getBytes(StandardCharsets.UTF_8), "application/json")
                        .status();
                return status == 200 ? "went on" : "answered " + status;
            }
            send(web);
            return settle(web, phase);
        } catch (UncheckedIOException gone) {
            return isGone(web) ? "killed" : "broke off";
        }
    }

    private static boolean isGone(Web web) {
        try {
            web.get("/health");
            return false;
        } catch (UncheckedIOException gone) {
            return true;
        }
    }

    /** Waits until the server has done what the phase is about, or will not do it any more. */
    private static String settle(Web web, Phase phase) {
        JsonNode health = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> web.get("/health").json(), found -> isSettled(found, phase));
        if (!health.path("ledger").path("writing").asBoolean()) {
            return "stopped writing";
        }
        return health.path("status").asText().equals("ok") ? "went on" : "degraded";
    }

    private static boolean isSettled(JsonNode health, Phase phase) {
        JsonNode ledger = health.path("ledger");
        long size = ledger.path("size").asLong();
        boolean isDone = switch (phase) {
            case PUBLISH -> ledger.path("published_size").asLong() == size;
            case PROJECTION -> health.path("graph").path("size").asLong() == size;
            default -> true;
        };
        return isDone
                || !ledger.path("writing").asBoolean()
                || !health.path("graph").path("health").asText().equals("ok");
    }

    /** A body of four: chained, one not public, one too long to lie inline. */
    private void send(Web web) {
        List<TestReceipts> receipts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int n = runs++;
            receipts.add(TestReceipts.bare("run:" + n)
                    .input("in/" + n % 3, TestReceipts.digest("in" + n % 3))
                    .output("out/" + n, TestReceipts.digest("out" + n)));
        }
        receipts.get(1).label("restricted");
        receipts.get(2).with("notes", "long " + runs + " ".repeat(50_000));
        StringBuilder body = new StringBuilder();
        for (TestReceipts receipt : receipts) {
            sent.put(receipt.id(), receipt.bytes());
            body.append(receipt.text()).append('\n');
        }
        Web.Answer answer =
                web.post("/receipts", body.toString().getBytes(StandardCharsets.UTF_8), "application/x-ndjson");
        answer.text().lines().forEach(this::noteAcknowledged);
    }

    private void noteAcknowledged(String line) {
        sent.forEach((id, bytes) -> {
            if (line.contains(id)) {
                acknowledged.put(id, bytes);
            }
        });
    }

    /** What was acknowledged is there, byte for byte; what was only sent is there so, or not at all. */
    private void requireAll(Web web) {
        sent.forEach((id, bytes) -> {
            Web.Answer answer = web.get("/receipts/" + id, "Accept", "application/json");
            if (acknowledged.containsKey(id) || answer.status() != 404) {
                assertThat(answer.status()).as("receipt %s", id).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(bytes);
            }
        });
    }

    private void requireRecovers(Case next) throws IOException {
        assertThat(LedgerVerifier.verify(data).faults())
                .as("%s: as the process left it", next)
                .isEmpty();
        Commands.Ended verified = Commands.run("verify", "--data", data);
        assertThat(verified.exit())
                .as("%s: %s", next, verified.out() + verified.err())
                .isZero();
        assertThat(verified.out()).as("%s", next).contains("the graph holds");
        if (lives % LIVES_BETWEEN_REBUILDS == 0) {
            requireRebuildable(next);
        }
    }

    /** The comparison that verify makes entry by entry, once more by making the graph anew: it takes the longest. */
    private void requireRebuildable(Case next) throws IOException {
        byte[] kept = export("kept.nq");
        assertThat(Commands.run("rebuild", "--data", data).exit()).isZero();
        assertThat(export("rebuilt.nq")).as("%s: the graph", next).isEqualTo(kept);
    }

    private byte[] export(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Commands.Ended ended = Commands.run("export", "--layout", "nquads", "--data", data, file);
        assertThat(ended.exit()).as(ended.err()).isZero();
        return Files.readAllBytes(file);
    }

    /** The last look: everything is still there. */
    void requireNothingLost() throws IOException {
        try (ChildWhence server = ChildWhence.serve(data, folder.resolve("server.log"), QUICK)) {
            requireAll(server.web());
            server.stop();
        }
    }
}
