package dev.whence.app;

import dev.whence.audit.FolderTrust;
import dev.whence.audit.LogFiles;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.OneKeyTrust;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a command trusts that checks what a log has signed. */
final class TrustOptions {
    @Option(
            names = "--vkey",
            paramLabel = "KEY",
            description = {
                "Trust this verifier key (its line, or a file that holds it) instead of those in keys/, and the keys",
                "that it vouches for in the log."
            })
    private @Nullable String vkey;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = {
                "Trust the keys of this policy (C2SP tlog-policy), and ask for the cosignatures that it asks for."
            })
    private @Nullable Path policy;

    /** The key that was given. */
    private Optional<VerifierKey> key() throws IOException {
        String line = vkey;
        return line == null ? Optional.empty() : Optional.of(VerifierKeys.read(line));
    }

    /**
     * Whom the caller named, for a proof that came without a data folder: the folder's own keys would prove nothing to
     * somebody who was sent one.
     */
    CheckpointTrust named() throws IOException {
        Optional<LogPolicy> asked = policy();
        Optional<VerifierKey> key = key();
        if (asked.isEmpty() && key.isEmpty()) {
            throw new UsageException(
                    "Say whose signature to trust: --vkey KEY or --policy FILE, as the log's owner gave"
                            + " it to you.");
        }
        return asked.isPresent() ? asked.get() : new OneKeyTrust(key.orElseThrow());
    }

    /** The policy that was given. */
    Optional<LogPolicy> policy() throws IOException {
        Path file = policy;
        if (file != null && vkey != null) {
            throw new UsageException("--vkey and --policy both say whom to trust; give one of them.");
        }
        return file == null ? Optional.empty() : Optional.of(read(file));
    }

    /**
     * Reads a policy file.
     *
     * @throws UsageException that tells everything that is wrong with it
     */
    static LogPolicy read(Path file) throws IOException {
        try {
            return LogPolicy.parse(Files.readAllBytes(file));
        } catch (RefusedException e) {
            String lines = e.problem().violations().stream()
                    .map(violation -> violation.pointer() + ": " + violation.message())
                    .collect(Collectors.joining("; "));
            throw new UsageException("The policy " + file + " cannot be used. " + lines + ".");
        }
    }

    /** Whom to trust about a data folder: what the caller named, or what its owner trusts; nothing without either. */
    Optional<FolderTrust.Followed> about(LogFiles files) throws IOException {
        Optional<LogPolicy> asked = policy();
        if (asked.isPresent()) {
            return Optional.of(new FolderTrust.Followed(FolderTrust.of(asked.get(), files), List.of()));
        }
        Optional<VerifierKey> key = key();
        return key.isPresent()
                ? Optional.of(FolderTrust.of(key.get(), files))
                : FolderTrust.own(files).map(own -> new FolderTrust.Followed(own, List.of()));
    }
}
