package dev.whence.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphGeneralizationTest {
    private static final String PREFIXES = """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix locn: <http://www.w3.org/ns/locn#> .
            @prefix geo: <http://www.opengis.net/ont/geosparql#> .
            @prefix pos: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<urn:s> locn:geometry \"POINT(10.512345 47.254321)\"^^geo:wktLiteral .",
                "<urn:s> dcat:bbox \"POLYGON((10.512345 47.254321, 10.512346 47.254321, 10.512346 47.254322, 10.512345 47.254321))\"^^geo:wktLiteral .",
                "<urn:s> locn:geometry \"<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT Z (10.512345 47.254321 3)\"^^geo:wktLiteral .",
                "<urn:s> locn:geometry '{\"type\":\"Point\",\"coordinates\":[10.512345,47.254321]}'^^geo:geoJSONLiteral .",
                "<urn:s> dct:description \"MULTIPOINT(10.512345 47.254321)\" ."
            })
    void a_geometry_becomes_a_cell(String turtle) {
        Graph graph = graph(turtle);
        assertThat(new GraphGeneralization(10_000, PlaceMembers.load()).apply(graph))
                .isEmpty();
        assertThat(graph.size()).isEqualTo(1);
        assertThat(object(graph)).startsWith("POLYGON ((10.").doesNotContain("10.5123", "47.2543");
    }

    @Test
    void what_tells_one_coordinate_is_taken_out() {
        Graph graph = graph("<urn:s> pos:lat 47.254321 ; pos:long 10.512345 ; dct:title \"Nest\" .");
        assertThat(new GraphGeneralization(10_000, PlaceMembers.load()).apply(graph))
                .isEmpty();
        assertThat(object(graph)).isEqualTo("Nest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<urn:s> dcat:downloadURL <https://data.example/nest?y=47.25432&x=10.51> .",
                "<urn:s> dct:source <geo:47.254321,10.512345> .",
                "<urn:s> dct:title \"Nest 47.2543\" .",
                "<urn:s> dct:title \"10.51234\" ."
            })
    void a_place_that_is_told_a_second_time_is_found(String turtle) {
        for (String place : new String[] {
            "<urn:p> locn:geometry \"POINT(10.512345 47.254321)\"^^geo:wktLiteral .",
            "<urn:p> pos:lat 47.254321 ; pos:long 10.512345 ."
        }) {
            assertThat(new GraphGeneralization(10_000, PlaceMembers.load()).apply(graph(turtle + place)))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<urn:s> dct:description \"Go to 47.254321, 10.512345\" .",
                "<urn:s> locn:geometry \"<http://www.opengis.net/def/crs/EPSG/0/25832> POINT(612345.1 5234567.2)\"^^geo:wktLiteral .",
                "<urn:s> locn:geometry \"<gml:Point/>\"^^geo:gmlLiteral .",
                "<urn:s> locn:geometry \"POINT(612345.1 5234567.2)\"^^geo:wktLiteral ."
            })
    void what_cannot_be_made_coarser_is_told(String turtle) {
        assertThat(new GraphGeneralization(10_000, PlaceMembers.load()).apply(graph(turtle)))
                .hasSize(1);
    }

    private static String object(Graph graph) {
        List<Node> objects = graph.find().mapWith(triple -> triple.getObject()).toList();
        assertThat(objects).hasSize(1);
        return objects.get(0).getLiteralLexicalForm();
    }

    private static Graph graph(String turtle) {
        Graph graph = GraphFactory.createGraphMem();
        RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).parse(graph);
        return graph;
    }
}
