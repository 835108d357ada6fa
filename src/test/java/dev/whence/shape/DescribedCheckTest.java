package dev.whence.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.whence.receipt.Violation;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribedCheckTest {
    private static final DescribedCheck CHECK = new DescribedCheck();
    private static final Node DATASET = NodeFactory.createURI("http://example.org/dataset/1");
    private static final String DESCRIBED = """
        @base <http://example.org/> .
        @prefix dcat: <http://www.w3.org/ns/dcat#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        <dataset/1> a dcat:Dataset ;
            dct:title "Title" ;
            dct:description "Description" ;
            dct:publisher <agent/1> ;
            dct:license <https://spdx.org/licenses/CC-BY-4.0> ;
            dcat:distribution <distribution/1> , <distribution/2> .
        <distribution/2> dcat:accessURL <https://example.org/data.csv> .
        """;

    @Test
    void a_dataset_with_all_that_harvesters_need_is_described() {
        assertThat(CHECK.missing(graph(DESCRIBED))).isEmpty();
        assertThat(CHECK.isDescribed(graph(DESCRIBED), DATASET)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "dct:title \"Title\" ;,DescribedTitle",
        "dct:description \"Description\" ;,DescribedDescription",
        "dct:publisher <agent/1> ;,DescribedPublisher",
        "dct:license <https://spdx.org/licenses/CC-BY-4.0> ;,DescribedTerms",
        "<distribution/2> dcat:accessURL <https://example.org/data.csv> .,DescribedDistribution"
    })
    void a_dataset_that_lacks_something_is_told_what(String part, String shape) {
        Graph graph = graph(DESCRIBED.replace(part, ""));

        assertThat(CHECK.isDescribed(graph, DATASET)).isFalse();
        assertThat(CHECK.missing(graph))
                .extracting(Violation::pointer, Violation::rule)
                .containsExactly(tuple(DATASET.getURI(), "https://w3id.org/whence/shapes#" + shape));
    }

    @Test
    void a_series_needs_nothing_to_be_had() {
        String series = DESCRIBED
                .replace("dcat:Dataset", "dcat:DatasetSeries")
                .replace("dcat:distribution <distribution/1> , <distribution/2>", "dct:identifier \"1\"");

        assertThat(CHECK.isDescribed(graph(series), DATASET)).isTrue();
    }

    @Test
    void what_is_no_dataset_is_not_described() {
        Graph catalog = graph(DESCRIBED.replace("dcat:Dataset", "dcat:Catalog"));

        assertThat(CHECK.missing(catalog)).isEmpty();
        assertThat(CHECK.isDescribed(catalog, DATASET)).isFalse();
    }

    private static Graph graph(String turtle) {
        Graph graph = GraphFactory.createGraphMem();
        RDFParser.fromString(turtle, Lang.TURTLE).parse(graph);
        return graph;
    }
}
