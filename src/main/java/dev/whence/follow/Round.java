package dev.whence.follow;

import dev.whence.ledger.BadStepException;
import dev.whence.ledger.BadStepException.What;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Replica;
import dev.whence.ledger.ReplicaStep;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question for the newest checkpoint, and all that follows from the answer: nothing, a step, or the end of following.
 * Not thread safe.
 */
final class Round {
    private static final Logger log = LoggerFactory.getLogger(Round.class);

    /** Few enough to be polite, enough to hide the way. */
    private static final int AT_ONCE = 4;
    /** So often may what a log serves not fit its own checkpoint before that is more than an accident. */
    private static final int ACCIDENTS = 5;

    private final Replica replica;
    private final LogSource source;
    private final EvidenceFolder evidence;
    private final Clock clock;
    private final Proving proving;
    private volatile long primarySize;
    private int accidents;

    Round(Replica replica, LogSource source, EvidenceFolder evidence, Clock clock) {
        this.replica = replica;
        this.source = source;
        this.evidence = evidence;
        this.clock = clock;
        this.proving = new Proving(source);
        this.primarySize = replica.size();
    }

    /** Of the greatest checkpoint that was shown. */
    long primarySize() {
        return primarySize;
    }

    /**
     * Asks, and takes what there is.
     *
     * @return whether the replica has grown
     * @throws TroubleException where something did not come, or came broken; to be tried again
     * @throws UnfitException where following has ended
     */
    boolean run() throws IOException, InterruptedException, UnfitException {
        Optional<byte[]> note = source.checkpoint();
        if (note.isEmpty()) {
            return false;
        }
        try {
            boolean grew = take(note.get());
            accidents = 0;
            return grew;
        } catch (IOException | RuntimeException notDone) {
            // What was not taken has to be asked for again, although it has not changed.
            source.forgetCheckpoint();
            throw notDone;
        }
    }

    /** A log begins with a signed nothing; having it, our files are the same as theirs. */
    private void askForEmptyCheckpoint() throws TroubleException, InterruptedException {
        Optional<byte[]> empty = replica.lacksEmptyCheckpoint() ? source.emptyCheckpoint() : Optional.empty();
        try {
            if (empty.isPresent()) {
                replica.keepEmptyCheckpoint(empty.get());
            }
        } catch (RefusedException signedByAnOlderKey) {
            log.debug("the first checkpoint is not believed yet", signedByAnOlderKey);
        }
    }

    private boolean take(byte[] note) throws IOException, InterruptedException, UnfitException {
        askForEmptyCheckpoint();
        SignedCheckpoint ours = replica.published();
        Optional<Checkpoint> later = replica.claimed(note).filter(claimed -> claimed.size() > ours.size());
        if (later.isPresent() && !isBelieved(note)) {
            step(later.get(), note);
            return true;
        }
        SignedCheckpoint theirs = open(note);
        primarySize = Math.max(primarySize, theirs.size());
        if (theirs.size() > ours.size()) {
            step(theirs.checkpoint(), note);
            return true;
        }
        if (theirs.size() < ours.size()) {
            compareEarlier(theirs, note, ours);
        } else if (!theirs.checkpoint().root().equals(ours.checkpoint().root())) {
            fork(Fork.ofOneSize(ours.checkpoint(), theirs.checkpoint()), ours, note);
        } else {
            renew(theirs, ours);
        }
        return false;
    }

    private boolean isBelieved(byte[] note) {
        try {
            replica.open(note);
            return true;
        } catch (RefusedException refused) {
            return false;
        }
    }

    /** Somebody without the key may have written it, so it is no contradiction of the log's. */
    private SignedCheckpoint open(byte[] note) throws TroubleException {
        try {
            return replica.open(note);
        } catch (RefusedException refused) {
            throw notBelieved(refused.problem().detail());
        }
    }

    private static TroubleException notBelieved(String reason) {
        return new TroubleException("what is served as its checkpoint is not believed: " + reason);
    }

    /** An earlier checkpoint that fits tells nothing new: a cache on the way, or a copy that is behind. */
    private void compareEarlier(SignedCheckpoint theirs, byte[] note, SignedCheckpoint ours)
            throws IOException, UnfitException {
        Fork fork = new Fork(
                theirs.checkpoint(),
                ours.checkpoint(),
                replica.rootAt(theirs.size()),
                replica.consistency(theirs.size()));
        if (fork.objection().isEmpty()) {
            fork(fork, ours, note);
        }
        log.info(
                "{} shows a checkpoint of size {}, and {} entries are here; it fits and is passed over",
                source.following().log(),
                theirs.size(),
                ours.size());
    }

    /** The same checkpoint under more signatures. */
    private void renew(SignedCheckpoint theirs, SignedCheckpoint ours) {
        if (signatures(theirs) > signatures(ours)) {
            replica.renew(theirs);
        }
    }

    private static int signatures(SignedCheckpoint checkpoint) {
        try {
            return checkpoint.note().isEmpty()
                    ? 0
                    : SignedNote.parse(checkpoint.note().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .lines()
                            .size();
        } catch (RefusedException impossible) {
            throw new IllegalStateException("a note that was opened cannot be read", impossible);
        }
    }

    private void fork(Fork fork, SignedCheckpoint ours, byte[] theirs) throws IOException, UnfitException {
        throw new UnfitException(Evidence.sentence(fork), evidence.keep(fork, ours, theirs, clock.instant()));
    }

    private void step(Checkpoint theirs, byte[] note) throws IOException, InterruptedException, UnfitException {
        ReplicaStep step = replica.step(theirs, note);
        try {
            fetch(step, theirs.size());
            if (step.usedKept() && !step.hasSignedRoot()) {
                // A kill may have left a bundle half written.
                step.discard();
                step = replica.step(theirs, note);
                fetch(step, theirs.size());
            }
            payloads(step, step.check());
        } catch (BadStepException bad) {
            refuse(bad, step, theirs, note);
        }
        step.commit();
        primarySize = Math.max(primarySize, theirs.size());
        askForEmptyCheckpoint();
    }

    private void fetch(ReplicaStep step, long size) throws IOException, InterruptedException, BadStepException {
        Deque<Asked<byte[]>> underWay = new ArrayDeque<>();
        long next = step.wanted().map(TilePath::index).orElse(Long.MAX_VALUE);
        while (step.wanted().isPresent()) {
            while (underWay.size() < AT_ONCE && next <= (size - 1) / Tiles.WIDTH) {
                underWay.add(ask(next, size));
                next++;
            }
            step.take(underWay.remove().await());
        }
    }

    private Asked<byte[]> ask(long index, long size) {
        TilePath path = TilePath.bundle(index, (int) Math.min(Tiles.WIDTH, size - index * Tiles.WIDTH));
        return new Asked<>(source.bundle(path), source.address(path));
    }

    /** Something that is under way. */
    private record Asked<T>(CompletableFuture<T> answer, java.net.URI address) {
        T await() throws TroubleException, InterruptedException {
            return Http.await(answer, address);
        }
    }

    private void payloads(ReplicaStep step, List<ReplicaStep.Wanted> wanted)
            throws IOException, InterruptedException, BadStepException {
        Deque<Asked<Optional<byte[]>>> underWay = new ArrayDeque<>();
        Iterator<ReplicaStep.Wanted> next = wanted.iterator();
        for (ReplicaStep.Wanted one : wanted) {
            while (underWay.size() < AT_ONCE && next.hasNext()) {
                underWay.add(ask(next.next()));
            }
            Optional<byte[]> payload = underWay.remove().await();
            if (payload.isEmpty() || !step.keep(one, payload.get())) {
                step.miss(one);
            }
        }
    }

    private Asked<Optional<byte[]>> ask(ReplicaStep.Wanted wanted) {
        Entry entry = wanted.entry();
        return new Asked<>(source.payload(entry, wanted.ref()), source.receipt(entry));
    }

    /** Asks once more for what could not be had; returns how many have come. */
    int askForMissing() throws IOException, InterruptedException {
        int found = 0;
        for (ReplicaStep.Wanted wanted : replica.missing()) {
            Optional<byte[]> payload = ask(wanted).await();
            if (payload.isPresent() && replica.found(wanted, payload.get())) {
                found++;
            }
        }
        return found;
    }

    private void refuse(BadStepException bad, ReplicaStep step, Checkpoint theirs, byte[] note)
            throws IOException, UnfitException {
        if (bad.what() == What.SIGNATURE || !isBelieved(note)) {
            step.discard();
            throw notBelieved(String.valueOf(bad.getMessage()));
        }
        if (bad.what() == What.ROOT) {
            Optional<Fork> fork = proving.fork(replica.published().checkpoint(), theirs);
            if (fork.isPresent()) {
                step.discard();
                fork(fork.get(), replica.published(), note);
            }
        }
        if (bad.what() == What.ENTRY) {
            brokenEntry(bad, step, theirs, note);
        }
        step.discard();
        accident(String.valueOf(bad.getMessage()), note);
    }

    private void brokenEntry(BadStepException bad, ReplicaStep step, Checkpoint theirs, byte[] note)
            throws IOException, UnfitException {
        Optional<BrokenEntry> broken = proving.brokenEntry(bad, step, theirs);
        Optional<String> rule = broken.flatMap(BrokenEntry::broken);
        if (rule.isPresent()) {
            step.discard();
            throw new UnfitException(
                    Evidence.sentence(theirs, bad.sequence(), rule.get()),
                    evidence.keep(broken.get(), note, rule.get(), clock.instant()));
        }
    }

    private void accident(String reason, byte[] note) throws IOException, UnfitException {
        accidents++;
        if (accidents >= ACCIDENTS) {
            String sentence =
                    "What " + source.following().log() + " serves does not fit what it has signed: " + reason + ".";
            throw new UnfitException(
                    sentence, evidence.keepUnproved(replica.published(), note, sentence, clock.instant()));
        }
        throw new TroubleException("what is served does not fit its checkpoint: " + reason);
    }
}
