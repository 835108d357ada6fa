package dev.whence.app;

import dev.whence.receive.Station;
import dev.whence.receive.StationClock;
import dev.whence.trail.Trail;
import dev.whence.witness.CosignatureCollector;
import dev.whence.witness.WitnessState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What is counted, in Prometheus' form. Safe for use by several threads. */
final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Map<Station, Timer> stations = new EnumMap<>(Station.class);

    Metrics() {
        for (Station station : Station.values()) {
            stations.put(
                    station,
                    Timer.builder("whence.station")
                            .description(
                                    "CPU time of the thread that works at a station; ledger and project count batches")
                            .tag("station", station.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Counts CPU time, not waiting: a station is not slow because the machine is busy. */
    StationClock stationClock() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return new StationClock() {
            @Override
            public long now() {
                return threads.getCurrentThreadCpuTime();
            }

            @Override
            public void took(Station station, long nanos) {
                Timer timer = stations.get(station);
                if (timer != null) {
                    timer.record(nanos, TimeUnit.NANOSECONDS);
                }
            }
        };
    }

    /** How far each witness is, and how often it has not signed. */
    void watchWitnesses(CosignatureCollector collector) {
        List<WitnessState> now = collector.states();
        for (int i = 0; i < now.size(); i++) {
            int place = i;
            String name = now.get(i).address().key().name();
            Gauge.builder(
                            "whence.witness.size",
                            collector,
                            all -> all.states().get(place).signed())
                    .description("The greatest size that a witness has signed, as far as this process knows")
                    .tag("witness", name)
                    .register(registry);
            FunctionCounter.builder(
                            "whence.witness.failures",
                            collector,
                            all -> all.states().get(place).failures())
                    .description("How often a witness was asked and has not signed")
                    .tag("witness", name)
                    .register(registry);
        }
    }

    /** Pauses of the garbage collector; a server wants them, a short command does not. Watches until the process ends. */
    void watchGarbageCollection() {
        garbageCollection.bindTo(registry);
    }

    /** What the last check of the ledger found; not a number before there was one. */
    void watch(SelfCheck check) {
        verification(
                "good",
                "1 where the last check of the ledger found no fault, otherwise 0",
                check,
                outcome -> outcome.isGood() ? 1 : 0);
        verification(
                "faults",
                "How many faults it found",
                check,
                outcome -> outcome.faults().size());
        verification("size", "The size of the checkpoint that it reached", check, SelfCheck.Outcome::size);
        verification(
                "timestamp.seconds",
                "When it ended, in Unix time",
                check,
                outcome -> outcome.at().getEpochSecond());
    }

    /** Whether the audit trail can be written, and what it could not take. */
    void watch(Trail trail) {
        Gauge.builder("whence.audit.writable", trail, it -> it.state().isWell() ? 1 : 0)
                .description("1 where the audit trail can be written, otherwise 0")
                .register(registry);
        Gauge.builder("whence.audit.lost", trail, it -> it.state().lost())
                .description("Acts that could not be recorded, and that no line of the audit trail tells of yet")
                .register(registry);
    }

    private void verification(
            String name, String description, SelfCheck check, ToDoubleFunction<SelfCheck.Outcome> value) {
        Gauge.builder(
                        "whence.verification." + name,
                        check,
                        it -> it.last().map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .register(registry);
    }
}
