package dev.whence.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * What a benchmark prints as its last line. Machines are seldom idle: the load average before and after tells how far to
 * trust what is counted in wall time.
 */
final class Result {
    private final ObjectNode head = JsonNodeFactory.instance.objectNode();
    private final ObjectNode details = JsonNodeFactory.instance.objectNode();

    Result(String bench, Arguments arguments) {
        head.put("bench", bench);
        put("seed", arguments.seed()).put("cores", Runtime.getRuntime().availableProcessors());
        put("load_average_before", load());
    }

    /**
     * The figure that the benchmark is about, and its peer's.
     *
     * @param unit of both; a rate (with a slash) is better when it is greater, anything else when it is smaller
     */
    Result figure(double figure, String unit, String peer, double peerFigure) {
        double ratio = unit.endsWith("/s") ? figure / peerFigure : peerFigure / figure;
        head.put("figure", rounded(figure)).put("unit", unit);
        head.put("peer", peer).put("peer_figure", rounded(peerFigure)).put("ratio", rounded(ratio));
        return this;
    }

    Result put(String name, String value) {
        details.put(name, value);
        return this;
    }

    Result put(String name, long value) {
        details.put(name, value);
        return this;
    }

    Result put(String name, double value) {
        details.put(name, rounded(value));
        return this;
    }

    Result put(String name, Map<String, Double> values) {
        ObjectNode object = details.putObject(name);
        values.forEach((key, value) -> object.put(key, rounded(value)));
        return this;
    }

    Result put(String name, JsonNode value) {
        details.set(name, value);
        return this;
    }

    /** What was put under a name. */
    double number(String name) {
        return details.path(name).asDouble();
    }

    void print() {
        put("load_average_after", load());
        System.out.println(head.setAll(details));
    }

    /** Four figures are more than any of this is good for. */
    private static double rounded(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 3);
        return unit >= 1 ? Math.rint(value) : Math.rint(value / unit) / Math.rint(1 / unit);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
