package dev.whence.app;

import dev.whence.receipt.Problem;
import dev.whence.receipt.Violation;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Where a command speaks: results on standard output, everything else on standard error. */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

    /** Whether colours make sense to whoever reads the results. */
    boolean coloured() {
        return interactive && Ansi.AUTO.enabled();
    }

    void say(String line) {
        err.println(line);
        err.flush();
    }

    void result(String line) {
        out.println(line);
        out.flush();
    }

    /** One sentence, then one line for each broken rule. */
    void tell(Problem problem) {
        say("whence: " + Printable.of(problem.detail()));
        lines(problem).forEach(line -> say("  " + line));
    }

    /** A line for each broken rule that says more than the problem's own sentence. */
    static List<String> lines(Problem problem) {
        return problem.violations().stream()
                .filter(violation -> !violation.message().equals(problem.detail()))
                .map(Terminal::line)
                .toList();
    }

    static String line(Violation violation) {
        String place = violation.pointer().isEmpty() ? "(whole receipt)" : violation.pointer();
        return Printable.of(place + "  " + violation.message() + "  [" + violation.rule() + "]");
    }

    /** Shows progress of long work on one line that is written over; silent where nobody watches. */
    void progress(String text) {
        if (interactive) {
            err.print("\r\u001b[K" + Printable.of(text));
            err.flush();
        }
    }

    void endProgress() {
        if (interactive) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
