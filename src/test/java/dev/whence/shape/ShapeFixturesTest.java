package dev.whence.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.topbraid.shacl.vocabulary.SH;

/**
 * Graphs named for their fault: {@code shape/breaks-<why>.ttl} breaks exactly the shapes that its first line names,
 * {@code shape/conforms-<what>.ttl} breaks none.
 */
class ShapeFixturesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/shape");
    private static final Path SHAPES = Path.of("shapes");
    private static final String NAMESPACE = "https://w3id.org/whence/shapes#";
    private static final ShapeCheck CHECK = new ShapeCheck();
    private static final Model ALL = ShapeFiles.read("/shapes/shapes.ttl");

    static Stream<String> conforming() {
        return files(FIXTURES, "conforms-");
    }

    static Stream<String> breaking() {
        return files(FIXTURES, "breaks-");
    }

    static Stream<Resource> shapes() {
        return Stream.concat(
                ALL.listSubjectsWithProperty(RDF.type, SH.NodeShape).toList().stream(),
                ALL.listSubjectsWithProperty(RDF.type, SH.PropertyShape).toList().stream());
    }

    @ParameterizedTest
    @MethodSource("conforming")
    void a_good_graph_passes(String file) {
        assertThatCode(() -> CHECK.check(graph(file))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void a_bad_graph_is_refused_for_what_it_breaks_and_nothing_else(String file) throws IOException {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> CHECK.check(graph(file)));
        assertThat(refused).as(file).isNotNull();
        assertThat(refused.problem().type()).isEqualTo(ProblemType.SHAPE_VIOLATION);
        assertThat(rules(refused)).isEqualTo(expected(file));
        assertThat(refused.problem().violations()).allSatisfy(ShapeFixturesTest::hasPlaceAndMessage);
    }

    @Test
    void every_shape_that_can_refuse_has_a_graph_that_breaks_it() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (String file : breaking().toList()) {
            broken.addAll(expected(file));
        }
        assertThat(broken).containsAll(refusing());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void every_shape_has_a_name_a_severity_and_an_english_message(Resource shape) {
        assertThat(shape.isURIResource()).isTrue();
        assertThat(shape.getURI()).startsWith(NAMESPACE);
        assertThat(shape.hasProperty(SH.severity)).isTrue();
        assertThat(shape.getProperty(SH.message, "en")).isNotNull();
    }

    @Test
    void every_file_of_shapes_is_imported() {
        assertThat(ALL.listObjectsOfProperty(OWL.imports).toList())
                .extracting(node -> node.asResource().getURI().replaceAll(".*/", ""))
                .containsExactlyInAnyOrderElementsOf(files(SHAPES, "")
                        .filter(name -> !name.equals("shapes.ttl"))
                        .toList());
    }

    @Test
    void no_shape_asks_sparql() {
        assertThat(ALL.contains(null, SH.sparql)).isFalse();
    }

    private static void hasPlaceAndMessage(Violation violation) {
        assertThat(violation.pointer()).startsWith("http://example.org/");
        assertThat(violation.message()).endsWith(".");
    }

    /** Property shapes with a constraint of their own; those that only lead to others refuse nothing. */
    private static Set<String> refusing() {
        return ALL.listSubjectsWithProperty(RDF.type, SH.PropertyShape).toList().stream()
                .filter(shape -> shape.hasProperty(SH.severity, SH.Violation))
                .filter(shape -> !shape.hasProperty(SH.property))
                .map(Resource::getURI)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rules(RefusedException refused) {
        return refused.problem().violations().stream().map(Violation::rule).collect(Collectors.toSet());
    }

    private static Set<String> expected(String file) throws IOException {
        List<String> lines = Files.readAllLines(FIXTURES.resolve(file));
        return Arrays.stream(lines.get(0).split(" "))
                .filter(word -> word.startsWith("shape:"))
                .map(word -> word.replace("shape:", NAMESPACE))
                .collect(Collectors.toSet());
    }

    private static Graph graph(String file) {
        return RDFDataMgr.loadGraph(FIXTURES.resolve(file).toString());
    }

    private static Stream<String> files(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".ttl"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
