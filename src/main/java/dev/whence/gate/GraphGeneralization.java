package dev.whence.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.vocab.GeoSparql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/**
 * Makes the places in a description in RDF coarser: a geometry in WKT or GeoJSON becomes whole cells in WKT, a property that
 * tells a single coordinate is taken out, and a text that seems to tell a place is found. For one thread.
 */
final class GraphGeneralization {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
    /** West, south, east and north, as DCAT-US has them. */
    private static final Pattern BOX =
            Pattern.compile("\\s*[-+]?\\d+(?:\\.\\d+)?(?:[,;\\s]+[-+]?\\d+(?:\\.\\d+)?){3}\\s*");

    private static final Pattern CRS = Pattern.compile("^\\s*<([^>]*)>\\s*");
    private static final Pattern WKT =
            Pattern.compile("(?is)\\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\\s*[ZM]*\\s*\\(.*");
    /** The reference systems whose numbers are degrees, longitude first. */
    private static final Pattern DEGREES = Pattern.compile("(?i).*(?:CRS84|OGC/1\\.3).*");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cells cells;
    private final PlaceMembers members;
    private final Coordinates coordinates;
    private final List<String> telling = new ArrayList<>();
    private boolean named;

    GraphGeneralization(double metres, PlaceMembers members) {
        this.coordinates = new Coordinates(metres);
        this.cells = new Cells(metres);
        this.members = members;
    }

    /**
     * Makes a graph coarser, in place.
     *
     * @return properties whose values still seem to tell a place, or are geometries that cannot be read
     */
    List<String> apply(Graph graph) {
        List<Triple> said = graph.find().toList();
        Set<Node> places = places(said);
        for (Triple triple : said) {
            Node object = triple.getObject();
            String property = triple.getPredicate().getURI();
            if (members.isProperty(property) || isName(triple, places)) {
                if (object.isLiteral()) {
                    coordinates.remember(object.getLiteralLexicalForm());
                }
                named = true;
                graph.delete(triple);
            } else if (object.isLiteral()) {
                literal(graph, triple, property);
            }
        }
        graph.find().forEachRemaining(this::findAgain);
        return telling.stream().distinct().toList();
    }

    private Set<Node> places(List<Triple> said) {
        return said.stream()
                .filter(triple -> members.isPlace(triple.getPredicate().getURI())
                        && !triple.getObject().isLiteral())
                .map(Triple::getObject)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whatever is said of a place in words may be what it is called, under many properties, or how to get there. */
    private boolean isName(Triple triple, Set<Node> places) {
        String property = triple.getPredicate().getURI();
        return triple.getObject().isLiteral()
                && (members.isPlace(property)
                        || members.isCalledLikeOne(property)
                        || places.contains(triple.getSubject()))
                && !isGeometry(triple.getObject(), property);
    }

    private boolean isGeometry(Node literal, String property) {
        String text = literal.getLiteralLexicalForm();
        return isBox(text, property)
                || literal.getLiteralDatatypeURI().startsWith(GeoSparql.NAMESPACE)
                || members.isGeometry(property)
                || WKT.matcher(text).matches();
    }

    private boolean isBox(String text, String property) {
        return members.isPlace(property) && BOX.matcher(text).matches();
    }

    /** Whether the graph told a place finer than a cell, or by its name. */
    boolean hides() {
        return named || coordinates.any();
    }

    /** What was made coarser may be told a second time, in an address or in words. */
    private void findAgain(Triple triple) {
        Node object = triple.getObject();
        boolean isCell = object.isLiteral() && object.getLiteralDatatypeURI().equals(GeoSparql.WKT_LITERAL.getURI());
        boolean tells = object.isURI() && isPlace(object.getURI())
                || object.isLiteral() && !isCell && coordinates.tells(object.getLiteralLexicalForm());
        if (tells || triple.getSubject().isURI() && isPlace(triple.getSubject().getURI())) {
            telling.add(triple.getPredicate().getURI());
        }
    }

    private boolean isPlace(String iri) {
        return PlacesInText.tells(iri) || coordinates.tells(iri);
    }

    private void literal(Graph graph, Triple triple, String property) {
        String text = triple.getObject().getLiteralLexicalForm();
        if (!isGeometry(triple.getObject(), property)) {
            if (PlacesInText.tells(text)) {
                telling.add(property);
            }
            return;
        }
        boolean isBox = isBox(text, property);
        Optional<Cells.Box> reach = isBox ? ofBox(text) : text.strip().startsWith("{") ? ofGeoJson(text) : ofWkt(text);
        coordinates.remember(text);
        graph.delete(triple);
        if (reach.isPresent()) {
            graph.add(Triple.create(triple.getSubject(), triple.getPredicate(), polygon(cells.around(reach.get()))));
        } else {
            telling.add(property);
        }
    }

    private static Optional<Cells.Box> ofBox(String text) {
        List<Double> numbers = numbers(text);
        Reach reach = new Reach();
        reach.add(numbers.get(0), numbers.get(1));
        reach.add(numbers.get(2), numbers.get(3));
        return reach.box();
    }

    private static Optional<Cells.Box> ofWkt(String text) {
        Matcher crs = CRS.matcher(text);
        boolean hasCrs = crs.find();
        String geometry = hasCrs ? text.substring(crs.end()) : text;
        if (hasCrs && !DEGREES.matcher(crs.group(1)).matches()
                || !WKT.matcher(geometry).matches()) {
            return Optional.empty();
        }
        Reach reach = new Reach();
        for (String place : geometry.split("[(),]")) {
            List<Double> numbers = numbers(place);
            if (numbers.size() >= 2) {
                reach.add(numbers.get(0), numbers.get(1));
            }
        }
        return reach.box();
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher found = NUMBER.matcher(text);
        while (found.find()) {
            numbers.add(Double.parseDouble(found.group()));
        }
        return numbers;
    }

    private static Optional<Cells.Box> ofGeoJson(String text) {
        try {
            Reach reach = new Reach();
            reach.addAll(JSON.readTree(text));
            return reach.box();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private static Node polygon(Cells.Box cell) {
        String west = number(cell.west());
        String south = number(cell.south());
        String east = number(cell.east());
        String north = number(cell.north());
        String wkt = "POLYGON ((" + west + " " + south + ", " + east + " " + south + ", " + east + " " + north + ", "
                + west + " " + north + ", " + west + " " + south + "))";
        return NodeFactory.createLiteralDT(wkt, GeoSparql.WKT_LITERAL);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value).replaceFirst("\\.?0+$", "");
    }

    /** How far places reach. */
    private static final class Reach {
        private double west = Double.MAX_VALUE;
        private double south = Double.MAX_VALUE;
        private double east = -Double.MAX_VALUE;
        private double north = -Double.MAX_VALUE;

        void add(double x, double y) {
            west = Math.min(west, x);
            south = Math.min(south, y);
            east = Math.max(east, x);
            north = Math.max(north, y);
        }

        void addAll(JsonNode node) {
            if (node.isArray() && node.size() >= 2 && node.get(0).isNumber()) {
                add(node.get(0).asDouble(), node.get(1).asDouble());
            } else if (node.isArray()) {
                node.forEach(this::addAll);
            } else if (node.isObject()) {
                addAll(node.path("coordinates"));
                addAll(node.path("geometries"));
            }
        }

        Optional<Cells.Box> box() {
            boolean good =
                    west <= east && Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90;
            return good ? Optional.of(new Cells.Box(west, south, east, north)) : Optional.empty();
        }
    }
}
