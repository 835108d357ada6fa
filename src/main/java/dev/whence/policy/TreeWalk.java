package dev.whence.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Goes through one tree and reports what it finds. The tree's depth was limited when it was read. */
final class TreeWalk {
    private static final int SHORTEST_SECRET = 6;

    /** What stands under these is the value of the member that the object itself is. */
    private static final Set<String> VALUE_IN_JSON_LD = Set.of("@id", "@value");

    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,3}(?:\\.[0-9]{1,20})?");

    private final Places places;
    private final TextPatterns patterns;
    private final UrlChecks urls;
    private final Findings findings;
    private final Optional<Set<String>> homes;
    private boolean mayLocate;
    /** The pointer to where the walk is, with names masked that must not be shown. */
    private final StringBuilder pointer = new StringBuilder();

    /**
     * @param homes the hosts that a record of a catalog may name wherever they are; absent where the tree is no such record,
     *     and has no business with where things lie either
     */
    TreeWalk(Places places, TextPatterns patterns, UrlChecks urls, Findings findings, Optional<Set<String>> homes) {
        this.places = places;
        this.patterns = patterns;
        this.urls = urls;
        this.findings = findings;
        this.homes = homes;
    }

    void walk(JsonNode tree) {
        visit(tree, "");
    }

    /** Goes through what stands in a member as text of another syntax; all that it finds is found in that member. */
    void body(RecordBody body) {
        pointer.append(RecordBody.POINTER);
        body.references().forEach(reference -> references(reference.target(), reference.name()));
        pointer.setLength(0);
    }

    /** @param name of the member that the node is, or of the array that it stands in */
    private void visit(JsonNode node, String name) {
        if (node.isTextual()) {
            text(node.textValue(), name);
        } else if (node.isObject()) {
            object(node, name);
        } else if (node.isArray()) {
            array(node, name);
        }
    }

    private void object(JsonNode object, String name) {
        boolean namesAreIdentifiers = places.identifiers().contains(name);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String memberName = member.getKey();
            List<TextPattern> inName = patterns.in(memberName);
            int length = pointer.length();
            pointer.append(inName.isEmpty() ? Pointers.member("", memberName) : "/" + Masking.MASK);
            inName.forEach(this::report);
            if (namesAreIdentifiers) {
                controlCharacters(memberName);
            }
            boolean mightLocate = mayLocate;
            mayLocate |= homes.isPresent() && isSpatial(memberName);
            member(VALUE_IN_JSON_LD.contains(memberName) ? name : memberName, member.getValue());
            mayLocate = mightLocate;
            pointer.setLength(length);
        }
        if (isAnyNumber(object, places.latitudes()) && isAnyNumber(object, places.longitudes())) {
            report(PolicyRule.COORDINATES, "A latitude and a longitude stand here");
        }
    }

    private void member(String name, JsonNode value) {
        if (name.equals("coordinates") && isPosition(value)) {
            report(PolicyRule.COORDINATES, "The coordinates of a geometry stand here");
        }
        visit(value, name);
    }

    private void array(JsonNode array, String name) {
        for (int i = 0; i < array.size(); i++) {
            int length = pointer.length();
            pointer.append('/').append(i);
            visit(array.path(i), name);
            pointer.setLength(length);
        }
    }

    private void text(String text, String name) {
        patterns.in(text).forEach(this::report);
        if (places.identifiers().contains(name)) {
            controlCharacters(text);
        }
        references(text, name);
        if (text.length() >= SHORTEST_SECRET && isSecretMember(name) && !isReference(text)) {
            report(PolicyRule.SECRET, "The value of a member with this name is a secret");
        }
    }

    private void references(String text, String name) {
        if (homes.isPresent() && isHref(plain(name))) {
            urls.href(text, homes.get()).forEach(this::report);
        } else if (places.dereferenced().contains(name)) {
            urls.dereferenced(text).forEach(this::report);
        } else if (places.locators().contains(name)) {
            urls.locator(text).ifPresent(this::report);
        }
    }

    private boolean isHref(String name) {
        return places.dereferenced().contains(name) || places.hrefs().contains(name);
    }

    private boolean isSpatial(String name) {
        return places.spatial().contains(name) || places.spatial().contains(plain(name));
    }

    /** In JSON-LD a member may be called by an IRI, or by a short form of one. */
    private static String plain(String name) {
        return name.substring(
                Math.max(Math.max(name.lastIndexOf('#'), name.lastIndexOf('/')), name.lastIndexOf(':')) + 1);
    }

    private boolean isSecretMember(String name) {
        return places.secretMembers()
                .contains(name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT));
    }

    /** A value that says where the secret lies is none. */
    private static boolean isReference(String text) {
        return text.contains("://") || text.startsWith("$") || text.startsWith("<") || text.startsWith("*");
    }

    private void controlCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                report(PolicyRule.CONTROL_CHARACTER, "A control character stands in this identifier");
                return;
            }
        }
    }

    /** Control characters, line separators, and those that turn the direction of what follows. */
    private static boolean isControl(char c) {
        return c < 0x20
                || (c >= 0x7F && c <= 0x9F)
                || (c >= '\u2028' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }

    /** A position of GeoJSON (RFC 7946 §3.1.1), or arrays of them. */
    private static boolean isPosition(JsonNode array) {
        JsonNode first = array;
        while (first.isArray() && first.path(0).isArray()) {
            first = first.path(0);
        }
        return first.size() >= 2 && first.path(0).isNumber();
    }

    private static boolean isAnyNumber(JsonNode object, Set<String> names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            if (value.isNumber()
                    || (value.isTextual() && DECIMAL.matcher(value.textValue()).matches())) {
                return true;
            }
        }
        return false;
    }

    private void report(TextPattern pattern) {
        report(pattern.rule(), "This looks like " + pattern.description());
    }

    private void report(UrlChecks.Fault fault) {
        report(fault.rule(), fault.message());
    }

    private void report(PolicyRule rule, String fault) {
        if (rule == PolicyRule.COORDINATES && mayLocate) {
            return;
        }
        findings.add(rule, pointer.toString(), fault);
    }
}
