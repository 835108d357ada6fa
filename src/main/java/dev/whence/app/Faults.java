package dev.whence.app;

import dev.whence.ledger.LedgerDamagedException;
import dev.whence.ledger.LedgerException;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns whatever ended a command into one clear sentence and an exit code; a stack trace goes to the debug log only. */
final class Faults implements IExecutionExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private final Terminal terminal;

    Faults(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
        log.debug("the command ended in a fault", fault);
        if (fault instanceof RefusedException refused) {
            terminal.tell(refused.problem());
            return ExitCode.FINDINGS;
        }
        if (fault instanceof UsageException) {
            terminal.say("whence: " + Printable.of(message(fault)));
            return ExitCode.USAGE;
        }
        terminal.say("whence: " + Printable.of(sentence(fault)));
        return fault instanceof LedgerDamagedException ? ExitCode.FINDINGS : ExitCode.FAULT;
    }

    private static String sentence(Throwable fault) {
        if (fault instanceof LedgerException || fault instanceof FaultException) {
            return message(fault);
        }
        if (fault instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return sentence(wrapped.getCause());
        }
        if (fault instanceof ConnectException || fault instanceof HttpTimeoutException) {
            return "The server cannot be reached, or does not answer.";
        }
        if (fault instanceof NoSuchFileException missing) {
            return "There is no " + missing.getFile() + ".";
        }
        if (fault instanceof AccessDeniedException denied) {
            return "No permission for " + denied.getFile() + ".";
        }
        if (fault instanceof IOException) {
            return "Reading or writing failed: " + message(fault) + ".";
        }
        return "A fault of Whence's own: " + fault.getClass().getSimpleName() + ": " + message(fault)
                + ". Set WHENCE_LOG=debug to see more.";
    }

    private static String message(Throwable fault) {
        String message = fault.getMessage();
        return message == null ? fault.getClass().getSimpleName() : message;
    }
}
