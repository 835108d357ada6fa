package dev.whence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a process has cost so far, as Linux counts it in {@code /proc}. */
final class ProcessCpu {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ: part of Linux's interface, not of its configuration

    private ProcessCpu() {}

    /** User and system time of all its threads, those that have ended included. */
    static double seconds(long pid) {
        return seconds(pid, 11);
    }

    static double ownSeconds() {
        return seconds(ProcessHandle.current().pid());
    }

    /** Of the processes that this one started and that have ended. */
    static double endedChildrenSeconds() {
        return seconds(ProcessHandle.current().pid(), 13);
    }

    private static double seconds(long pid, int first) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new IllegalStateException("process " + pid + " has ended", e);
        }
    }

    /** Seconds by the names of the threads that live, threads of one pool together. */
    static Map<String, Double> byThread(long pid) {
        Map<String, Double> seconds = new TreeMap<>();
        for (Path task : tasks(pid)) {
            try {
                String name = Files.readString(task.resolve("comm")).strip().replaceAll("[-#]?\\d+$|\\d{3,}.*$", "");
                String nanos = Files.readString(task.resolve("schedstat")).split(" ")[0];
                seconds.merge(name, Long.parseLong(nanos) / 1e9, Double::sum);
            } catch (IOException ended) {
                // Threads come and go while this looks.
            }
        }
        return seconds;
    }

    private static List<Path> tasks(long pid) {
        try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.toList();
        } catch (IOException e) {
            throw new IllegalStateException("process " + pid + " has ended", e);
        }
    }
}
