package dev.whence.tlog.note;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom to trust about one log (C2SP tlog-policy): its keys, its witnesses, and how many of those must have signed too.
 * Keys may be bound to sizes, which plain readers of the format pass over as comments; see
 * {@code src/site/markdown/ledger.md}. Immutable.
 */
public final class LogPolicy implements CheckpointTrust {
    private final List<Log> logs;
    private final List<Witness> witnesses;
    private final List<Group> groups;
    private final String quorum;
    private final String origin;

    /** The quorum that asks for nobody. */
    public static final String NONE = "none";

    /**
     * A key of a log.
     *
     * @param vkey the line as it was written
     * @param key absent where its type is not known here: such a key verifies nothing
     */
    public record Log(String vkey, Optional<VerifierKey> key, SizeRange sizes, Optional<String> url) {
        public static Log of(VerifierKey key, SizeRange sizes) {
            return new Log(key.line(), Optional.of(key), sizes, Optional.empty());
        }

        String origin() {
            return vkey.substring(0, vkey.indexOf('+'));
        }
    }

    /**
     * A witness.
     *
     * @param name by which groups and the quorum speak of it; means nothing elsewhere
     * @param vkey the line as it was written
     * @param key absent where its type is not known here: such a witness never counts
     * @param url where it takes checkpoints
     */
    public record Witness(String name, String vkey, Optional<VerifierKey> key, SizeRange sizes, Optional<String> url) {
        public static Witness of(String name, VerifierKey key, SizeRange sizes, Optional<String> url) {
            return new Witness(name, key.line(), Optional.of(key), sizes, url);
        }
    }

    /**
     * Counts as one that signed where enough of its members did.
     *
     * @param least how many are enough
     * @param members witnesses and groups that were defined before
     */
    public record Group(String name, int least, List<String> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    LogPolicy(List<Log> logs, List<Witness> witnesses, List<Group> groups, String quorum, String origin) {
        this.logs = List.copyOf(logs);
        this.witnesses = List.copyOf(witnesses);
        this.groups = List.copyOf(groups);
        this.quorum = quorum;
        this.origin = origin;
    }

    /** A policy of at least one log key, which asks for no witness. */
    public static LogPolicy of(List<Log> logs, List<Witness> witnesses) {
        return new LogPolicy(logs, witnesses, List.of(), NONE, logs.get(0).origin());
    }

    /** A policy of one key, as an auditor begins with. */
    public static LogPolicy of(VerifierKey key) {
        return of(List.of(Log.of(key, SizeRange.ALL)), List.of());
    }

    /**
     * Reads a policy file. Where it names several logs, the policy is about the first; {@link #about} turns to another.
     *
     * @throws RefusedException that tells everything that is wrong with it, each with its line
     */
    public static LogPolicy parse(byte[] file) throws RefusedException {
        return new LogPolicyReader().read(file);
    }

    /** The same policy, about another log that it names; nothing where it does not. */
    public Optional<LogPolicy> about(String log) {
        return logs.stream().anyMatch(one -> one.origin().equals(log))
                ? Optional.of(new LogPolicy(logs, witnesses, groups, quorum, log))
                : Optional.empty();
    }

    /** The same keys and witnesses, of whose names so many are asked for. */
    public LogPolicy asking(int least) {
        List<Group> all = new ArrayList<>();
        List<String> members = new ArrayList<>();
        for (String keyName : keyNames()) {
            List<String> same = witnesses.stream()
                    .filter(witness -> keyName(witness.vkey()).equals(keyName))
                    .map(Witness::name)
                    .toList();
            if (same.size() > 1) {
                all.add(new Group(free("any-" + keyName), 1, same));
            }
            members.add(same.size() > 1 ? free("any-" + keyName) : same.get(0));
        }
        all.add(new Group(free("asked"), least, members));
        return new LogPolicy(logs, witnesses, all, free("asked"), origin);
    }

    /**
     * The same policy, which also accounts for the cosignatures of others: they are checked and count for nothing. Whoever
     * asks for fewer witnesses than the log has can so still check every byte that the log keeps.
     */
    public LogPolicy accountingFor(List<Witness> others) {
        List<Witness> all = new ArrayList<>(witnesses);
        for (Witness other : others) {
            if (all.stream().noneMatch(known -> known.vkey().equals(other.vkey()))) {
                all.add(new Witness("also:" + other.vkey(), other.vkey(), other.key(), other.sizes(), other.url()));
            }
        }
        return new LogPolicy(logs, all, groups, quorum, origin);
    }

    /** A name that no witness has. */
    private String free(String name) {
        return witnesses.stream().anyMatch(witness -> witness.name().equals(name)) ? free(name + "'") : name;
    }

    /** A witness that changed its key is still one witness: its keys have one name. */
    public Set<String> keyNames() {
        return witnesses.stream()
                .map(witness -> keyName(witness.vkey()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String keyName(String vkey) {
        return vkey.substring(0, vkey.indexOf('+'));
    }

    @Override
    public String origin() {
        return origin;
    }

    /** The origins of all logs that it names. */
    public Set<String> origins() {
        return logs.stream().map(Log::origin).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The keys of the log that this is about, in the order of the file. */
    public List<Log> logs() {
        return logs.stream().filter(log -> log.origin().equals(origin)).toList();
    }

    public List<Witness> witnesses() {
        return witnesses;
    }

    /** The key that signs from the greatest size on. */
    @Override
    public VerifierKey key() {
        return logs().stream()
                .filter(log -> log.key().isPresent())
                .reduce((one, other) -> other.sizes().from() >= one.sizes().from() ? other : one)
                .flatMap(Log::key)
                .orElseThrow(() -> new IllegalStateException("a policy has a log key that is known"));
    }

    /** Whether a signature line is by one of these keys, at a size at which it may sign. */
    public boolean names(SignedNote.Line line, long size) {
        return logKeyOf(line).filter(log -> log.sizes().contains(size)).isPresent()
                || witnessOf(line).filter(one -> one.sizes().contains(size)).isPresent();
    }

    private Optional<Log> logKeyOf(SignedNote.Line line) {
        return logs().stream()
                .filter(log -> log.key().filter(key -> key.claims(line)).isPresent())
                .findFirst();
    }

    /** The witness that a signature line claims to be by. */
    public Optional<Witness> witnessOf(SignedNote.Line line) {
        return witnesses.stream()
                .filter(one -> one.key().filter(key -> key.claims(line)).isPresent())
                .findFirst();
    }

    /**
     * Reads a note and checks it: one key of the log that may sign at that size, and the quorum of witnesses that may.
     * Signatures by others say nothing; a wrong one by a key that is named here refuses the note, whatever its sizes.
     */
    @Override
    public Checkpoint open(byte[] file) throws RefusedException {
        SignedNote note = SignedNote.parse(file);
        Checkpoint checkpoint = signedByTheLog(note);
        Set<String> signed = cosigners(note, checkpoint.size());
        if (!quorum.equals(NONE) && !hasSigned(quorum, signed)) {
            throw refused(new Reasons(checkpoint).quorum(signed));
        }
        return checkpoint;
    }

    /** Asks for no quorum: a log publishes before its witnesses have answered. */
    @Override
    public Checkpoint openWhole(byte[] file) throws RefusedException {
        SignedNote note = SignedNote.parse(file);
        Checkpoint checkpoint = signedByTheLog(note);
        for (int i = 0; i < note.lines().size(); i++) {
            SignedNote.Line line = note.lines().get(i);
            if (!names(line, checkpoint.size())) {
                throw refused("The note holds a signature of " + line.name()
                        + " by no key that is known for size " + checkpoint.size()
                        + ": name it in a policy (verify --policy), or somebody has written there.");
            }
            if (note.lines().subList(0, i).stream().anyMatch(before -> isOfSameKey(before, line))) {
                throw refused("The note holds two signatures by one key of " + line.name() + ".");
            }
        }
        return checkpoint;
    }

    private static boolean isOfSameKey(SignedNote.Line one, SignedNote.Line other) {
        return one.name().equals(other.name()) && java.util.Arrays.equals(one.keyId(), other.keyId());
    }

    private Checkpoint signedByTheLog(SignedNote note) throws RefusedException {
        new NoteVerifier(knownKeys()).requireNoWrongSignature(note);
        Checkpoint checkpoint = Checkpoint.parse(note.text())
                .filter(parsed -> parsed.origin().equals(origin))
                .orElseThrow(() -> refused("The note is not a checkpoint of the log " + origin + "."));
        boolean signed = note.lines().stream()
                .flatMap(line -> logKeyOf(line).stream())
                .anyMatch(log -> log.sizes().contains(checkpoint.size()));
        if (!signed) {
            throw refused(new Reasons(checkpoint).logKeys(note));
        }
        return checkpoint;
    }

    private List<VerifierKey> knownKeys() {
        List<VerifierKey> keys = new ArrayList<>();
        logs().forEach(log -> log.key().ifPresent(keys::add));
        witnesses.forEach(witness -> witness.key().ifPresent(keys::add));
        return keys;
    }

    /** The names of the witnesses that have signed and may at that size; their signatures have been found right. */
    private Set<String> cosigners(SignedNote note, long size) {
        return note.lines().stream()
                .flatMap(line -> witnessOf(line).stream())
                .filter(witness -> witness.sizes().contains(size))
                .map(Witness::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean hasSigned(String name, Set<String> signed) {
        Optional<Group> group = group(name);
        return group.isEmpty()
                ? signed.contains(name)
                : group.get().members().stream()
                                .filter(member -> hasSigned(member, signed))
                                .count()
                        >= group.get().least();
    }

    private Optional<Group> group(String name) {
        return groups.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static RefusedException refused(String detail) {
        return new RefusedException(ProblemType.BAD_REQUEST, detail);
    }

    /** Says why a checkpoint is not enough, so that whoever reads it knows whom to ask. */
    private final class Reasons {
        private final Checkpoint checkpoint;
        private final String subject;

        Reasons(Checkpoint checkpoint) {
            this.checkpoint = checkpoint;
            this.subject = "The checkpoint of " + origin + " at size " + checkpoint.size();
        }

        String logKeys(SignedNote note) {
            String asked = logs().stream()
                    .filter(log -> log.sizes().contains(checkpoint.size()))
                    .map(log -> keyText(log.vkey()))
                    .collect(Collectors.joining(" or "));
            String others = note.lines().stream()
                    .flatMap(line -> logKeyOf(line).stream())
                    .map(log -> keyText(log.vkey()) + ", which may sign sizes " + log.sizes())
                    .collect(Collectors.joining("; "));
            return subject + " lacks the log's signature: the policy asks for one by "
                    + (asked.isEmpty() ? "no key at that size" : asked)
                    + (others.isEmpty()
                            ? ", and no signature under it is by a key of the log"
                            : "; it is signed by " + others)
                    + ".";
        }

        String quorum(Set<String> signed) {
            List<String> missing = named(LogPolicy.this.quorum).stream()
                    .filter(name -> !signed.contains(name))
                    .map(this::missing)
                    .toList();
            return subject + " has not the cosignatures that the policy asks for (" + rule(LogPolicy.this.quorum)
                    + "): " + (signed.isEmpty() ? "no witness signed it" : "signed by " + String.join(", ", signed))
                    + "; missing: " + String.join(", ", missing) + ".";
        }

        private String missing(String name) {
            Witness witness = witnesses.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            if (witness.key().isEmpty()) {
                return name + " (the type of its key is not known here)";
            }
            return witness.sizes().contains(checkpoint.size())
                    ? name
                    : name + " (may sign sizes " + witness.sizes() + " only)";
        }

        /** The witnesses that a name stands for. */
        private Set<String> named(String name) {
            Optional<Group> group = group(name);
            return group.isEmpty()
                    ? Set.of(name)
                    : group.get().members().stream()
                            .flatMap(member -> named(member).stream())
                            .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private String rule(String name) {
            Optional<Group> group = group(name);
            if (group.isEmpty()) {
                return name;
            }
            List<String> members = group.get().members();
            return group.get().least() + " of " + members.size()
                    + members.stream().map(this::rule).collect(Collectors.joining(", ", " [", "]"));
        }

        private static String keyText(String vkey) {
            return vkey.substring(0, vkey.indexOf('+', vkey.indexOf('+') + 1));
        }
    }

    /** The file, in the one way in which it is written here. */
    public String text() {
        StringBuilder file = new StringBuilder();
        for (Log log : logs) {
            sizes(file, log.sizes());
            line(file, "log", log.vkey(), log.url());
        }
        for (Witness witness : witnesses) {
            sizes(file, witness.sizes());
            line(file, "witness " + witness.name(), witness.vkey(), witness.url());
        }
        for (Group group : groups) {
            file.append("group ").append(group.name()).append(' ').append(group.least());
            group.members().forEach(member -> file.append(' ').append(member));
            file.append('\n');
        }
        return file.append("quorum ").append(quorum).append('\n').toString();
    }

    private static void sizes(StringBuilder file, SizeRange sizes) {
        if (!sizes.equals(SizeRange.ALL)) {
            file.append(LogPolicyReader.SIZES).append(' ').append(sizes.text()).append('\n');
        }
    }

    private static void line(StringBuilder file, String start, String vkey, Optional<String> url) {
        file.append(start).append(' ').append(vkey);
        url.ifPresent(address -> file.append(' ').append(address));
        file.append('\n');
    }

    /** The file's bytes. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
