package dev.whence.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.receipt.Bbox;
import dev.whence.receipt.Geometry;
import dev.whence.receipt.Violation;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GeoJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> geometries() {
        return Stream.of(
                Arguments.of("Point", "[10.5, 47]", "POINT (10.5 47)"),
                Arguments.of("Point", "[10.5, 47, 310.25]", "POINT Z (10.5 47 310.25)"),
                Arguments.of("Point", "[1, 2, 3, 4]", "POINT Z (1 2 3)"),
                Arguments.of("MultiPoint", "[[1, 2], [3, 4]]", "MULTIPOINT ((1 2), (3 4))"),
                Arguments.of("LineString", "[[1, 2], [3, 4]]", "LINESTRING (1 2, 3 4)"),
                Arguments.of("LineString", "[[1, 2, 5], [3, 4]]", "LINESTRING (1 2, 3 4)"),
                Arguments.of(
                        "MultiLineString",
                        "[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]",
                        "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))"),
                Arguments.of(
                        "Polygon",
                        "[[[0, 0], [4, 0], [4, 4], [0, 0]], [[1, 1], [2, 2], [2, 1], [1, 1]]]",
                        "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 2, 2 1, 1 1))"),
                Arguments.of(
                        "MultiPolygon",
                        "[[[[0, 0], [4, 0], [4, 4], [0, 0]]], [[[5, 5], [6, 5], [6, 6], [5, 5]]]]",
                        "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 5, 6 5, 6 6, 5 5)))"));
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void becomes_well_known_text(String type, String coordinates, String wkt) throws IOException {
        JsonNode geometry = json("{\"type\":\"" + type + "\",\"coordinates\":" + coordinates + "}");

        assertThat(GeoJson.check(geometry, "")).isEmpty();
        assertThat(GeoJson.read(geometry).wkt()).isEqualTo(wkt);
    }

    @Test
    void a_collection_has_its_members_one_in_another() throws IOException {
        JsonNode geometry = json(
                "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2,3]},"
                        + "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"LineString\",\"coordinates\":[[-5,6,7],[8,9,10]]}]}]}");

        assertThat(GeoJson.check(geometry, "")).isEmpty();
        assertThat(GeoJson.read(geometry))
                .isEqualTo(new Geometry(
                        "GEOMETRYCOLLECTION Z (POINT Z (1 2 3), GEOMETRYCOLLECTION Z (LINESTRING Z (-5 6 7, 8 9 10)))",
                        new Bbox(-5, 2, 8, 9)));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("{}", "/g/type"),
                Arguments.of("{\"type\":\"Point\"}", "/g/coordinates"),
                Arguments.of("{\"type\":\"Point\",\"coordinates\":[1]}", "/g/coordinates"),
                Arguments.of("{\"type\":\"Point\",\"coordinates\":[\"1\",\"2\"]}", "/g/coordinates"),
                Arguments.of("{\"type\":\"Point\",\"coordinates\":[1,2,\"high\"]}", "/g/coordinates"),
                Arguments.of("{\"type\":\"Point\",\"coordinates\":[1,91]}", "/g/coordinates"),
                Arguments.of("{\"type\":\"Point\",\"coordinates\":[-181,9]}", "/g/coordinates"),
                Arguments.of("{\"type\":\"LineString\",\"coordinates\":[[1,2]]}", "/g/coordinates"),
                Arguments.of("{\"type\":\"LineString\",\"coordinates\":[[1,2],[[3]]]}", "/g/coordinates/1"),
                Arguments.of("{\"type\":\"Polygon\",\"coordinates\":[]}", "/g/coordinates"),
                Arguments.of("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}", "/g/coordinates/0"),
                Arguments.of("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}", "/g/coordinates/0"),
                Arguments.of("{\"type\":\"GeometryCollection\",\"geometries\":[]}", "/g/geometries"),
                Arguments.of(
                        "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Sphere\"}]}",
                        "/g/geometries/0/type"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_bad_one_is_told_where_it_is_bad(String geometry, String pointer) throws IOException {
        List<Violation> violations = GeoJson.check(json(geometry), "/g");

        assertThat(violations).extracting(Violation::pointer).containsExactly(pointer);
        assertThat(violations).extracting(Violation::rule).containsOnly("stac:geometry");
    }

    @Test
    void one_that_is_bad_throughout_is_not_told_so_a_thousand_times() throws IOException {
        String positions = "[200,0],".repeat(1000) + "[200,0]";

        assertThat(GeoJson.check(json("{\"type\":\"LineString\",\"coordinates\":[" + positions + "]}"), ""))
                .hasSize(10);
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}
