package dev.whence.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.whence.trail.Act;
import dev.whence.trail.Trail;
import dev.whence.trail.TrailCheck;
import dev.whence.trail.TrailSettings;
import dev.whence.trail.TrailVerifier;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What the audit trail costs a request: CPU of the whole process for each act, the thread that writes and its forces
 * included, as fast as it goes and at a steady rate, where what waiting for the next act costs is taken off. Options: {@code --acts} (100000), {@code --rate} a second (5000).
 */
final class AuditBench {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int WARM_UP = 50_000;

    private final Path work;
    private final int acts;
    private final int rate;

    private AuditBench(Arguments arguments) {
        this.work = arguments.work();
        this.acts = arguments.number("acts", 100_000);
        this.rate = arguments.number("rate", 5000);
    }

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        AuditBench bench = new AuditBench(arguments);
        Result result = new Result("audit", arguments);
        bench.trail("warm-up", WARM_UP, 0);
        bench.trail("warm-up-steady", bench.acts / 4, bench.rate);
        double pace = bench.pace();
        double steady = bench.trail("steady", bench.acts, bench.rate) - pace;
        double full = bench.trail("full", bench.acts, 0);
        Path data = bench.work.resolve("full");
        long start = PROCESS.getProcessCpuTime();
        TrailCheck check = TrailVerifier.verify(data, Optional.empty());
        double verify = (PROCESS.getProcessCpuTime() - start) / 1e3 / check.lines();
        if (check.fault().isPresent() || check.lines() < bench.acts) {
            throw new IllegalStateException(check.toString());
        }
        result.put("steady_us", steady)
                .put("rate_per_s", bench.rate)
                .put("verify_us", verify)
                .put("bytes_per_line", bench.bytes(data) / (double) check.lines())
                .figure(full, "us", "the same text appended to a file in one thread, unchained", bench.plain())
                .print();
    }

    /** @return microseconds of CPU an act */
    private double trail(String name, int count, int perSecond) throws IOException {
        long start = PROCESS.getProcessCpuTime();
        try (Trail trail = Trail.open(work.resolve(name), TrailSettings.DEFAULTS, Clock.systemUTC())) {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                await(begin, i, perSecond);
                trail.record(act(trail.clock(), i));
            }
        }
        return (PROCESS.getProcessCpuTime() - start) / 1e3 / count;
    }

    private static void await(long begin, int number, int perSecond) {
        if (perSecond > 0 && number % 10 == 0) {
            LockSupport.parkNanos(begin + number * 1_000_000_000L / perSecond - System.nanoTime());
        }
    }

    /** What keeping to the rate costs, in microseconds an act: no request pays that. */
    private double pace() {
        long start = PROCESS.getProcessCpuTime();
        long begin = System.nanoTime();
        for (int i = 0; i < acts; i++) {
            await(begin, i, rate);
        }
        return (PROCESS.getProcessCpuTime() - start) / 1e3 / acts;
    }

    private static Act act(Clock clock, int number) {
        return new Act(
                new Act.Who("svc:clipper", "key", "acme", "127.0.0.1"),
                new Act.Asked("GET", "lineage", Optional.empty(), true, Optional.of("entity=item:IT_" + number)),
                new Act.Ruling(true, "scope:held", 200),
                clock.instant(),
                number % 10);
    }

    private double plain() throws IOException {
        Path file = Files.createTempFile(work, "plain", ".jsonl");
        long start = PROCESS.getProcessCpuTime();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < acts; i++) {
                out.write((act(Clock.systemUTC(), i) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return (PROCESS.getProcessCpuTime() - start) / 1e3 / acts;
    }

    private long bytes(Path data) throws IOException {
        try (var files = Files.walk(data.resolve("audit"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
