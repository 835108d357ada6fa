package dev.whence.tlog.note;

import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one policy file, line by line, and gathers all that is wrong with it. */
final class LogPolicyReader {
    /** What a line begins with that binds the key on the next line to sizes. To plain readers it is a comment. */
    static final String SIZES = "#@sizes";

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_PROBLEMS = 100;
    private static final Pattern VKEY = Pattern.compile("[^+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]+={0,2}");
    /** Blanks and tabs only: other white space may stand in a name. */
    private static final Pattern SPACE = Pattern.compile("[ \t]+");

    private static final Pattern ENDS = Pattern.compile("^[ \t]+|[ \t]+$");

    private final List<LogPolicy.Log> logs = new ArrayList<>();
    private final List<LogPolicy.Witness> witnesses = new ArrayList<>();
    private final List<LogPolicy.Group> groups = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> members = new HashSet<>();
    private final List<Violation> problems = new ArrayList<>();
    private Optional<String> quorum = Optional.empty();
    private Optional<SizeRange> sizes = Optional.empty();
    private int number;

    LogPolicy read(byte[] file) throws RefusedException {
        if (file.length > MOST_BYTES) {
            problem("policy:size", "a policy has at most " + MOST_BYTES + " bytes");
        } else {
            lines(decode(file));
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(Problem.of(
                    ProblemType.BAD_REQUEST,
                    "This is not a policy file (C2SP tlog-policy) that can be used; mend the lines that are told.",
                    problems));
        }
        return new LogPolicy(
                logs, witnesses, groups, quorum.orElseThrow(), logs.get(0).origin());
    }

    private String decode(byte[] file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            problem("policy:text", "the file is not UTF-8");
            return "";
        }
    }

    private void lines(String text) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        for (String line : lines.subList(0, lines.size() - 1)) {
            number++;
            line(line);
        }
        number++;
        if (!lines.get(lines.size() - 1).isEmpty()) {
            problem("policy:text", "the last line does not end in a newline: the file may be cut short");
        }
        requireNothingPending();
        if (quorum.isEmpty()) {
            problem("policy:quorum", "there is no quorum line; write 'quorum none' where no witness is asked for");
        }
        if (logs.stream().noneMatch(log -> log.key().isPresent())) {
            problem("policy:log", "there is no log line with a key that is known here");
        }
    }

    private void line(String line) {
        if (line.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7f)) {
            problem("policy:text", "it holds a control character");
            return;
        }
        String[] words = SPACE.split(ENDS.matcher(line).replaceAll(""));
        if (words[0].equals(SIZES)) {
            sizes(words);
        } else if (words[0].startsWith("#@")) {
            problem("policy:sizes", "'#@' begins an annotation, and only '" + SIZES + " FROM-TO' is known");
        } else if (!words[0].isEmpty() && !words[0].startsWith("#")) {
            definition(words);
        }
    }

    private void definition(String[] words) {
        List<String> rest = List.of(words).subList(1, words.length);
        switch (words[0]) {
            case "log" -> log(rest);
            case "witness" -> witness(rest);
            case "group" -> {
                requireNothingPending();
                group(rest);
            }
            case "quorum" -> {
                requireNothingPending();
                quorum(rest);
            }
            default -> problem("policy:line", "a line begins with log, witness, group, quorum or #");
        }
    }

    private void sizes(String[] words) {
        requireNothingPending();
        Optional<SizeRange> range = words.length == 2 ? SizeRange.parse(words[1]) : Optional.empty();
        if (range.isEmpty()) {
            problem(
                    "policy:sizes",
                    "it has not the form '" + SIZES + " FROM-TO' (or FROM- for no end), FROM at most TO");
        }
        // A broken one is told here, and must not be missed by the line behind it.
        sizes = Optional.of(range.orElse(SizeRange.ALL));
    }

    private void requireNothingPending() {
        if (sizes.isPresent()) {
            problem("policy:sizes", "'" + SIZES + "' must stand right before a log or witness line");
            sizes = Optional.empty();
        }
    }

    private SizeRange takeSizes() {
        SizeRange range = sizes.orElse(SizeRange.ALL);
        sizes = Optional.empty();
        return range;
    }

    private void log(List<String> words) {
        SizeRange range = takeSizes();
        if (words.isEmpty() || words.size() > 2) {
            problem("policy:log", "a log line has the form 'log VKEY [URL]'");
            return;
        }
        String vkey = words.get(0);
        Optional<VerifierKey> key = key(vkey, KeyType.NOTE);
        if (logs.stream().anyMatch(other -> isSameKey(other.key(), other.vkey(), key, vkey))) {
            problem("policy:duplicate", "this log key stands on an earlier line");
        }
        if (isVkey(vkey)) {
            logs.add(new LogPolicy.Log(vkey, key, range, word(words, 1)));
        }
    }

    private void witness(List<String> words) {
        SizeRange range = takeSizes();
        if (words.size() < 2 || words.size() > 3) {
            problem("policy:witness", "a witness line has the form 'witness NAME VKEY [URL]'");
            return;
        }
        String vkey = words.get(1);
        Optional<VerifierKey> key = key(vkey, KeyType.COSIGNATURE);
        if (witnesses.stream().anyMatch(other -> isSameKey(other.key(), other.vkey(), key, vkey))) {
            problem("policy:duplicate", "this witness key stands on an earlier line");
        }
        define(words.get(0));
        if (isVkey(vkey)) {
            witnesses.add(new LogPolicy.Witness(words.get(0), vkey, key, range, word(words, 2)));
        }
    }

    private static Optional<String> word(List<String> words, int index) {
        return words.size() > index ? Optional.of(words.get(index)) : Optional.empty();
    }

    private static boolean isSameKey(
            Optional<VerifierKey> one, String oneLine, Optional<VerifierKey> other, String otherLine) {
        return oneLine.equals(otherLine)
                || (one.isPresent() && other.isPresent() && one.get().wrapsTheSame(other.get()));
    }

    private static boolean isVkey(String word) {
        return VKEY.matcher(word).matches();
    }

    /** A key of a type that is not known here is let in and verifies nothing; a key of the other trade is a mistake. */
    private Optional<VerifierKey> key(String vkey, KeyType wanted) {
        Optional<VerifierKey> key = VerifierKey.parseAny(vkey);
        if (!isVkey(vkey) || (key.isEmpty() && isOfKnownType(vkey))) {
            problem("policy:vkey", "this is not a verifier key (name+8 hexadecimal digits+base64), or its id is wrong");
        } else if (key.isPresent() && key.get().type() != wanted) {
            problem(
                    "policy:vkey",
                    wanted == KeyType.NOTE
                            ? "this is a witness's key (type 04); a log signs with one of type 01"
                            : "this is a log's key (type 01); a witness signs with one of type 04");
            return Optional.empty();
        }
        return key;
    }

    private static boolean isOfKnownType(String vkey) {
        try {
            byte[] typed = Base64.getDecoder().decode(vkey.substring(vkey.indexOf('+', vkey.indexOf('+') + 1) + 1));
            return typed.length < 2 || KeyType.of(typed[0]).isPresent();
        } catch (IllegalArgumentException notBase64) {
            return true;
        }
    }

    private void define(String name) {
        if (name.equals(LogPolicy.NONE)) {
            problem("policy:name", "the name 'none' is taken: it stands for no witness");
        } else if (!names.add(name)) {
            problem("policy:name", "the name " + name + " stands on an earlier line");
        }
    }

    private void group(List<String> words) {
        if (words.size() < 3) {
            problem("policy:group", "a group line has the form 'group NAME all|any|K MEMBER…'");
            return;
        }
        List<String> inside = words.subList(2, words.size());
        for (String member : inside) {
            if (!names.contains(member)) {
                problem("policy:group", "no earlier line defines " + member);
            } else if (!members.add(member)) {
                problem("policy:group", member + " is a member already, and counts only once");
            }
        }
        int least = least(words.get(1), inside.size());
        define(words.get(0));
        groups.add(new LogPolicy.Group(words.get(0), least, inside));
    }

    private int least(String word, int size) {
        if (word.equals("any")) {
            return 1;
        }
        if (word.equals("all")) {
            return size;
        }
        if (word.matches("[1-9][0-9]{0,5}") && Integer.parseInt(word) <= size) {
            return Integer.parseInt(word);
        }
        problem("policy:group", "how many are enough is all, any, or a number from 1 to " + size);
        return size;
    }

    private void quorum(List<String> words) {
        if (words.size() != 1) {
            problem("policy:quorum", "a quorum line has the form 'quorum NAME' or 'quorum none'");
            return;
        }
        String name = words.get(0);
        if (quorum.isPresent()) {
            problem("policy:quorum", "there is a quorum line already");
        } else if (!name.equals(LogPolicy.NONE) && !names.contains(name)) {
            problem("policy:quorum", "no earlier line defines " + name);
        }
        quorum = Optional.of(name);
    }

    private void problem(String rule, String message) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Violation("line " + number, rule, message));
        }
    }
}
