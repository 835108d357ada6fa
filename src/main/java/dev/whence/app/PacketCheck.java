package dev.whence.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.canonical.JsonLimits;
import dev.whence.gate.packet.PacketJudgement;
import dev.whence.gate.packet.Packets;
import dev.whence.receipt.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Judges files as packets and says what they came to; the worst decides how the command ends. */
final class PacketCheck {
    private final Terminal terminal;
    private final boolean json;
    private final Packets packets = new Packets();

    PacketCheck(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    int check(List<Path> files) throws IOException {
        Instant started = Instant.now();
        ArrayNode reports = JsonNodeFactory.instance.arrayNode();
        int worst = ExitCode.GOOD;
        for (Path file : files) {
            GateReport report = report(file, packets.judge(read(file)));
            worst = Math.max(worst, report.exit());
            if (json) {
                reports.add(report.json("whence check packet", "offline", started));
            } else {
                report.print(terminal);
            }
        }
        if (json) {
            terminal.result(files.size() == 1 ? reports.get(0).toString() : reports.toString());
        }
        return worst;
    }

    /** No more than what is refused for its size. */
    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(JsonLimits.DEFAULTS.maxBytes() + 1);
        }
    }

    private static GateReport report(Path file, PacketJudgement judgement) {
        return new GateReport(
                file.toString(),
                judgement.outcome(),
                judgement.result(),
                List.of(new Gate(judgement.type(), judgement.result(), judgement.findings())));
    }
}
