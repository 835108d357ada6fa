package dev.whence.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whence}: receipts in, lineage out. */
@Command(
        name = "whence",
        description =
                "Whence did this come from? Keeps receipts of runs in a ledger that anybody can verify, and answers.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            IngestCommand.class,
            HarvestCommand.class,
            LineageCommand.class,
            QueryCommand.class,
            OpCommand.class,
            ProveCommand.class,
            VerifyCommand.class,
            CheckCommand.class,
            GateCommand.class,
            FollowCommand.class,
            WitnessCommand.class,
            KeysCommand.class,
            AuditCommand.class,
            EraseCommand.class,
            ExportCommand.class,
            RebuildCommand.class,
            CompactCommand.class,
            StatsCommand.class,
            DigestCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 good; 1 findings (refused receipts, failed verification, nothing found);",
            "2 wrong usage; 3 the work could not be done."
        })
public final class Main implements Runnable {
    /**
     * The reader of JSON-LD, which repeats what it does not like, secrets and line breaks too; we refuse it ourselves and do
     * not repeat it. Held here, because a logger that nobody holds forgets its level.
     */
    private static final Logger JSON_LD = Logger.getLogger("com.apicatalog");

    static {
        JSON_LD.setLevel(Level.OFF);
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(
                new Terminal(writer(System.out), writer(System.err), System.getenv("TERM") != null && isTerminal()),
                arguments));
    }

    /** Runs one command line, for {@link #main} and for tests. */
    static int run(Terminal terminal, String... arguments) {
        return new CommandLine(new Main(), new CommandFactory(terminal))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Faults(terminal))
                .setExitCodeExceptionMapper(
                        fault -> fault instanceof ParameterException ? ExitCode.USAGE : ExitCode.FAULT)
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }

    /** Since Java 22 a console is there even when nobody sits at it. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null && Runtime.version().feature() < 22;
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(new java.io.OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
