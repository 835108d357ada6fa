package dev.whence.harvest.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a site lets us ask (RFC 9309), and how often, where it says so ({@code Crawl-delay}, which no standard has and many
 * sites do). Immutable.
 */
final class Robots {
    static final Robots ALL_ALLOWED = new Robots(List.of(), Optional.empty());
    static final Robots NOTHING_ALLOWED = new Robots(List.of(new Rule("/", false)), Optional.empty());

    private static final String EVERYBODY = "*";
    /** Whoever asks for more than this has forgotten that it is in seconds. */
    private static final double LONGEST_DELAY = 60;

    private final List<Rule> rules;
    private final Optional<Duration> delay;

    private Robots(List<Rule> rules, Optional<Duration> delay) {
        this.rules = List.copyOf(rules);
        this.delay = delay;
    }

    private record Rule(String path, boolean allows) {
        boolean matches(String target) {
            boolean toTheEnd = path.endsWith("$");
            String[] parts = (toTheEnd ? path.substring(0, path.length() - 1) : path).split("\\*", -1);
            int at = 0;
            for (int i = 0; i < parts.length; i++) {
                boolean isLast = i == parts.length - 1;
                int found = i == 0
                        ? (target.startsWith(parts[0]) ? 0 : -1)
                        : isLast && toTheEnd ? lastPlace(target, parts[i], at) : target.indexOf(parts[i], at);
                if (found < 0) {
                    return false;
                }
                at = found + parts[i].length();
            }
            return !toTheEnd || at == target.length();
        }

        private static int lastPlace(String target, String part, int from) {
            int place = target.length() - part.length();
            return place >= from && target.endsWith(part) ? place : -1;
        }
    }

    /** The lines for us, else those for everybody. */
    static Robots parse(String text, String productToken) {
        String us = productToken.toLowerCase(Locale.ROOT);
        Group ours = new Group();
        Group everybodys = new Group();
        List<Group> current = new ArrayList<>();
        boolean inAgents = false;
        // Some editors begin a file with a byte order mark, which is no part of its first line.
        for (String raw : text.replaceFirst("^\uFEFF", "").split("\\R|\\r")) {
            String line = raw.replaceFirst("#.*", "").strip();
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals("user-agent")) {
                if (!inAgents) {
                    current.clear();
                }
                inAgents = true;
                String agent = value.toLowerCase(Locale.ROOT);
                if (agent.equals(us)) {
                    current.add(ours);
                } else if (agent.equals(EVERYBODY)) {
                    current.add(everybodys);
                }
                current.forEach(group -> group.isThere = true);
            } else {
                inAgents = false;
                current.forEach(group -> group.add(name, value));
            }
        }
        return (ours.isThere ? ours : everybodys).robots();
    }

    private static final class Group {
        private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,3})?");

        private final List<Rule> rules = new ArrayList<>();
        private Optional<Duration> delay = Optional.empty();
        private boolean isThere;

        void add(String name, String value) {
            switch (name) {
                case "allow", "disallow" -> {
                    if (!value.isEmpty()) {
                        rules.add(new Rule(value, name.equals("allow")));
                    }
                }
                case "crawl-delay" -> {
                    if (SECONDS.matcher(value).matches()) {
                        double seconds = Math.min(Double.parseDouble(value), LONGEST_DELAY);
                        delay = Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
                    }
                }
                default -> {
                    // Sitemaps, and what others have invented.
                }
            }
        }

        Robots robots() {
            return new Robots(rules, delay);
        }
    }

    /**
     * Whether something may be asked for: the longest rule that fits decides, and of two as long the one that allows.
     *
     * @param target path and query, as they are sent
     */
    boolean allows(String target) {
        int longest = -1;
        boolean allowed = true;
        for (Rule rule : rules) {
            int length = rule.path().length();
            if (rule.matches(target) && (length > longest || length == longest && rule.allows())) {
                longest = length;
                allowed = rule.allows();
            }
        }
        return allowed;
    }

    Optional<Duration> delay() {
        return delay;
    }
}
