package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.Bbox;
import dev.whence.receipt.Multihash;
import dev.whence.receipt.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What STAC asks for and a schema cannot say, or cannot say well. Gathers every fault of one document; for one use by one
 * thread.
 */
final class StacRules {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.+", Pattern.DOTALL);

    /** Boxes are written with fewer digits than what they are around: a fifth of a mile is no contradiction. */
    private static final double ROUNDING = 0.003;

    private final JsonNode document;
    private final String pointer;
    private final List<Violation> violations = new ArrayList<>();

    /** @param pointer to the document, in what was sent */
    StacRules(JsonNode document, String pointer) {
        this.document = document;
        this.pointer = pointer;
    }

    List<Violation> violations() {
        return violations;
    }

    StacRules item() {
        common();
        assets();
        geometry();
        JsonNode properties = document.path("properties");
        inOrder(properties.path("start_datetime"), properties.path("end_datetime"), at("properties", "end_datetime"));
        collectionLink();
        return this;
    }

    StacRules collection() {
        common();
        assets();
        JsonNode boxes = document.path("extent").path("spatial").path("bbox");
        for (int i = 0; i < boxes.size(); i++) {
            box(boxes.path(i), Pointers.element(at("extent", "spatial", "bbox"), i));
        }
        JsonNode intervals = document.path("extent").path("temporal").path("interval");
        for (int i = 0; i < intervals.size(); i++) {
            String interval = Pointers.element(at("extent", "temporal", "interval"), i);
            inOrder(intervals.path(i).path(0), intervals.path(i).path(1), Pointers.element(interval, 1));
        }
        return this;
    }

    StacRules catalog() {
        common();
        return this;
    }

    private void common() {
        JsonNode links = document.path("links");
        for (int i = 0; i < links.size(); i++) {
            String link = Pointers.element(at("links"), i);
            checksum(links.path(i), link);
            selfLink(links.path(i), link);
        }
    }

    private void assets() {
        for (Map.Entry<String, JsonNode> asset : document.path("assets").properties()) {
            checksum(asset.getValue(), Pointers.member(at("assets"), asset.getKey()));
        }
    }

    /** STAC 1.1 has the schema say so; the examples of 1.0 break it. */
    private void selfLink(JsonNode link, String at) {
        boolean strict = document.path("stac_version").asText().startsWith("1.1");
        String href = link.path("href").asText();
        if (strict
                && link.path("rel").asText().equals("self")
                && !ABSOLUTE.matcher(href).matches()) {
            add(
                    Pointers.member(at, "href"),
                    "stac:self",
                    "A link to itself is an absolute URL; give that, or leave it out.");
        }
    }

    private void checksum(JsonNode file, String at) {
        String checksum = file.path("file:checksum").asText();
        boolean hex = checksum.chars().allMatch(c -> Character.digit(c, 16) >= 0 && !Character.isUpperCase(c));
        if (!checksum.isEmpty() && hex && Multihash.parse(checksum).isEmpty()) {
            add(
                    Pointers.member(at, "file:checksum"),
                    "stac:multihash",
                    "This is no multihash: the algorithm, the length and the digest do not fit each other. For SHA-256"
                            + " it is 1220 and then 64 digits.");
        }
    }

    private void geometry() {
        JsonNode geometry = document.path("geometry");
        Optional<Bbox> box = document.has("bbox") ? box(document.path("bbox"), at("bbox")) : Optional.empty();
        if (!geometry.isObject()) {
            return;
        }
        List<Violation> faults = GeoJson.check(geometry, at("geometry"));
        violations.addAll(faults);
        if (faults.isEmpty()
                && box.isPresent()
                && !wider(box.get()).meets(GeoJson.read(geometry).extent())) {
            add(
                    at("bbox"),
                    "stac:bbox",
                    "The bounding box and the geometry have no point in common; mend one of them.");
        }
    }

    private static Bbox wider(Bbox box) {
        return new Bbox(box.west() - ROUNDING, box.south() - ROUNDING, box.east() + ROUNDING, box.north() + ROUNDING);
    }

    /** A box; nothing where it is none. */
    private Optional<Bbox> box(JsonNode array, String at) {
        Optional<Bbox> read = StacParts.bbox(array);
        if (read.isEmpty()) {
            if (array.isArray() && array.size() == 5) {
                add(at, "stac:bbox", "A bounding box has 4 numbers, or 6 with heights; give these.");
            }
            return read;
        }
        Bbox box = read.get();
        if (Math.abs(box.west()) > 180 || Math.abs(box.east()) > 180) {
            add(at, "stac:bbox", "The longitudes of a bounding box lie from -180 to 180, the west first.");
            return Optional.empty();
        }
        if (box.south() > box.north() || box.south() < -90 || box.north() > 90) {
            add(at, "stac:bbox", "The latitudes of a bounding box lie from -90 to 90, the south before the north.");
            return Optional.empty();
        }
        return read;
    }

    private void inOrder(JsonNode start, JsonNode end, String at) {
        Optional<Instant> from = StacParts.instant(start);
        Optional<Instant> to = StacParts.instant(end);
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            add(at, "stac:interval", "This interval ends before it starts; change the two times, or mend them.");
        }
    }

    /** Who has a collection links to it, and who links to one has one (item schema of STAC 1.0 and 1.1). */
    private void collectionLink() {
        boolean linked = false;
        for (JsonNode link : document.path("links")) {
            linked |= link.path("rel").asText().equals("collection");
        }
        if (linked && !document.has("collection")) {
            add(at("collection"), "stac:collection", "A link leads to a collection; give the collection's id here.");
        } else if (!linked && document.has("collection")) {
            add(
                    at("links"),
                    "stac:collection",
                    "The Item has a collection; add a link to it with the relation collection.");
        }
    }

    private String at(String... names) {
        String at = pointer;
        for (String name : names) {
            at = Pointers.member(at, name);
        }
        return at;
    }

    private void add(String at, String rule, String message) {
        violations.add(new Violation(at, rule, message));
    }
}
