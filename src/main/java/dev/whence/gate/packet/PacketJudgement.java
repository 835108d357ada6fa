package dev.whence.gate.packet;

import dev.whence.receipt.Gate;
import java.util.List;

/**
 * What a packet came to.
 *
 * @param type of packet; {@code unknown} where it is none that is known here
 * @param result of the gravest finding
 * @param outcome the same in the packet's own word, such as {@code HOLD}
 * @param findings where each {@code where} is a JSON pointer
 */
public record PacketJudgement(String type, Gate.Result result, String outcome, List<Gate.Finding> findings) {
    public PacketJudgement {
        findings = List.copyOf(findings);
    }
}
