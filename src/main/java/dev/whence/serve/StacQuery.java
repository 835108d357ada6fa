package dev.whence.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.feed.stac.Area;
import dev.whence.feed.stac.Search;
import dev.whence.feed.stac.SearchRequest;
import dev.whence.feed.stac.SearchRequest.From;
import dev.whence.feed.stac.TimeSpan;
import dev.whence.receipt.Bbox;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.validate.GeoJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is sought, from an address or from a body; an address has the members of the body as text. No search must seem to
 * have heeded what it did not: of an address every parameter that its route does not declare is refused (OGC API Features,
 * {@code /req/core/query-param-unknown}), of a body the members by which it would find less.
 */
final class StacQuery {
    private static final List<String> PARAMETERS =
            List.of("bbox", "intersects", "datetime", "ids", "collections", "updated", "limit");
    private static final Set<String> LISTS = Set.of("bbox", "ids", "collections");
    /** Of item search and its extensions, what is not done here. */
    private static final List<String> NOT_HEEDED = List.of("query", "filter", "sortby");

    private static final Pattern COMMA = Pattern.compile(",");

    private final ObjectNode asked;
    private final List<Violation> violations = new ArrayList<>();

    private StacQuery(ObjectNode asked) {
        this.asked = asked;
    }

    /** @throws RefusedException naming every parameter, where an address that takes none has some */
    static void requireNone(Map<String, List<String>> query) throws RefusedException {
        StacQuery nothing = new StacQuery(JsonNodeFactory.instance.objectNode());
        query.keySet().forEach(name -> nothing.wrong(name, "is no parameter of this address, which has none"));
        nothing.requireSense();
    }

    /**
     * Reads an address.
     *
     * @param declared the parameters that its route has
     * @throws RefusedException naming every parameter that makes no sense
     */
    static SearchRequest ofAddress(
            String organisation, From from, Map<String, List<String>> query, List<String> declared)
            throws RefusedException {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        StacQuery search = new StacQuery(asked);
        Map<String, List<String>> kept = new LinkedHashMap<>();
        for (String name : PARAMETERS) {
            List<String> values = query.getOrDefault(name, List.of());
            if (!values.isEmpty()) {
                kept.put(name, values);
                asked.set(name, value(name, values));
            }
        }
        query.keySet().stream()
                .filter(name -> !declared.contains(name))
                .forEach(name ->
                        search.wrong(name, "is no parameter of this address; it has " + String.join(", ", declared)));
        if (from instanceof From.Items items) {
            asked.putArray("collections").add(items.collection());
        }
        Optional<String> token = query.getOrDefault("token", List.of()).stream().findFirst();
        return search.request(organisation, from, kept, token);
    }

    private static JsonNode value(String name, List<String> values) {
        if (!LISTS.contains(name)) {
            return JsonNodeFactory.instance.textNode(values.get(0));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        // A list may be given as several parameters too.
        values.forEach(value -> COMMA.splitAsStream(value).map(String::strip).forEach(list::add));
        return list;
    }

    /** @throws RefusedException naming every member that makes no sense */
    static SearchRequest ofBody(String organisation, JsonNode body) throws RefusedException {
        if (!(body instanceof ObjectNode object)) {
            throw new RefusedException(ProblemType.BAD_REQUEST, "Send a JSON object, such as {\"limit\": 10}.");
        }
        Optional<String> token = Optional.ofNullable(object.path("token").textValue());
        return new StacQuery(object).request(organisation, new From.Post(), Map.of(), token);
    }

    private SearchRequest request(
            String organisation, From from, Map<String, List<String>> parameters, Optional<String> token)
            throws RefusedException {
        for (String name : NOT_HEEDED) {
            if (asked.has(name)) {
                wrong(name, "is not done here; search by bbox, intersects, datetime, ids, collections or updated");
            }
        }
        if (isGiven("bbox") && isGiven("intersects")) {
            wrong("intersects", "and 'bbox' cannot be asked for together; send one of them");
        }
        Search search =
                new Search(texts("collections"), texts("ids"), bbox(), area(), span("datetime"), span("updated"));
        int limit = limit();
        requireSense();
        return new SearchRequest(organisation, from, search, parameters, limit, token);
    }

    private void requireSense() throws RefusedException {
        if (!violations.isEmpty()) {
            throw new RefusedException(
                    Problem.of(ProblemType.BAD_REQUEST, "The request makes no sense as it is.", violations));
        }
    }

    private void wrong(String name, String what) {
        violations.add(new Violation("/" + name, "stac:" + name, "'" + name + "' " + what + "."));
    }

    private boolean isGiven(String name) {
        return asked.hasNonNull(name);
    }

    private Set<String> texts(String name) {
        Set<String> texts = new LinkedHashSet<>();
        if (isGiven(name)) {
            asked.path(name).forEach(one -> texts.add(one.asText()));
            if (!asked.path(name).isArray()) {
                wrong(name, "is a list of ids");
            }
        }
        return texts;
    }

    private Optional<TimeSpan> span(String name) {
        if (!isGiven(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TimeSpan.parse(asked.path(name).asText()));
        } catch (IllegalArgumentException unreadable) {
            wrong(
                    name,
                    "is a time of RFC 3339, such as 2026-01-31T12:00:00Z, or two with a slash between them, of which"
                            + " one may be ..");
            return Optional.empty();
        }
    }

    /** As OGC API Features has it: one above the most is the most. */
    private int limit() {
        if (!isGiven("limit")) {
            return SearchRequest.USUAL_LIMIT;
        }
        BigDecimal limit = number(asked.path("limit"));
        if (limit == null || limit.signum() <= 0 || limit.stripTrailingZeros().scale() > 0) {
            wrong("limit", "is a whole number from 1 to " + SearchRequest.MOST);
            return SearchRequest.USUAL_LIMIT;
        }
        return limit.min(BigDecimal.valueOf(SearchRequest.MOST)).intValue();
    }

    private Optional<Bbox> bbox() {
        if (!isGiven("bbox")) {
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        for (JsonNode one : asked.path("bbox")) {
            BigDecimal number = number(one);
            if (number != null) {
                numbers.add(number.doubleValue());
            }
        }
        boolean isWhole = numbers.size() == asked.path("bbox").size();
        Bbox box = isWhole && numbers.size() == 4
                ? new Bbox(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3))
                : isWhole && numbers.size() == 6
                        ? new Bbox(numbers.get(0), numbers.get(1), numbers.get(3), numbers.get(4))
                        : null;
        if (box == null || !isOnEarth(box)) {
            wrong(
                    "bbox",
                    "is west,south,east,north in degrees, or the same with heights: west,south,low,east,north,high");
            return Optional.empty();
        }
        return Optional.of(box);
    }

    /** In an address it is the same JSON as text. */
    private Optional<Area> area() {
        if (!isGiven("intersects")) {
            return Optional.empty();
        }
        try {
            JsonNode given = asked.path("intersects");
            JsonNode geometry = given.isTextual()
                    ? StrictJson.parse(given.textValue().getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULTS)
                    : given;
            if (GeoJson.check(geometry, "/intersects").isEmpty()) {
                return Optional.of(Area.of(GeoJson.read(geometry)));
            }
        } catch (RefusedException | IllegalArgumentException unreadable) {
            // Said below, in the same words for every fault.
        }
        wrong("intersects", "is a geometry of GeoJSON in degrees");
        return Optional.empty();
    }

    private static boolean isOnEarth(Bbox box) {
        return Math.abs(box.west()) <= 180
                && Math.abs(box.east()) <= 180
                && box.south() >= -90
                && box.north() <= 90
                && box.south() <= box.north();
    }

    private static @Nullable BigDecimal number(JsonNode value) {
        String text = value.asText();
        try {
            return text.length() > 40 ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
