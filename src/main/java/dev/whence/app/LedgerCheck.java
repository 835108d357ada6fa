package dev.whence.app;

import dev.whence.audit.Fault;
import dev.whence.audit.FolderTrust;
import dev.whence.audit.LedgerSampler;
import dev.whence.audit.LedgerVerifier;
import dev.whence.audit.LogFiles;
import dev.whence.audit.Progress;
import dev.whence.audit.Verification;
import dev.whence.audit.VerifyOptions;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.CheckpointTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Lets the ledger be checked from outside, and puts the findings into words. */
final class LedgerCheck {
    private LedgerCheck() {}

    /**
     * How much is checked.
     *
     * @param withPayloads whether receipt ids and blobs are
     * @param since the size of a checkpoint that was verified before
     * @param sample how many entries are drawn instead of checking all
     * @param seed of the draw
     */
    record Scope(boolean withPayloads, OptionalLong since, OptionalInt sample, long seed) {}

    /**
     * What was found.
     *
     * @param faults each with its place
     * @param notes that are no faults, such as entries that no checkpoint covers yet
     * @param unchecked what the scope left out
     * @param key the fingerprint of the key that signed
     * @param checkpoints how many were found good
     * @param erased how many payloads are not there because they were erased
     */
    record Report(
            List<String> faults,
            List<String> notes,
            List<String> unchecked,
            long size,
            String root,
            String key,
            long checkpoints,
            long erased,
            Effort effort) {}

    /** Checks a data folder from its files alone. */
    static Report run(Path data, TrustOptions asked, Scope scope, Progress progress) throws IOException {
        Effort.Meter meter = Effort.start();
        LogFiles files = LogFiles.in(data);
        Optional<FolderTrust.Followed> trust = asked.about(files);
        Verification found =
                trust.isPresent() ? check(files, trust.get().trust(), scope, progress) : FolderTrust.missing();
        List<String> notes =
                new ArrayList<>(trust.map(FolderTrust.Followed::notes).orElse(List.of()));
        notes.addAll(sentences(found.notices()));
        return new Report(
                sentences(found.faults()),
                notes,
                found.unchecked(),
                found.size(),
                found.root().map(Hash::base64).orElse("(none)"),
                found.fingerprint().orElse("(no key)"),
                found.checkpoints(),
                found.erased(),
                meter.stop(found.entries()));
    }

    private static Verification check(LogFiles files, CheckpointTrust trust, Scope scope, Progress progress)
            throws IOException {
        if (scope.sample().isPresent()) {
            return LedgerSampler.sample(files, trust, scope.sample().getAsInt(), scope.seed());
        }
        VerifyOptions all = VerifyOptions.ALL.telling(progress);
        VerifyOptions asked = scope.withPayloads() ? all : all.withoutPayloads();
        return LedgerVerifier.verify(
                files,
                trust,
                scope.since().isPresent() ? asked.since(scope.since().getAsLong()) : asked);
    }

    private static List<String> sentences(List<Fault> faults) {
        return faults.stream().map(Fault::toString).toList();
    }
}
