package dev.whence.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each fixture becomes, read and approved by a person: {@code src/test/resources/map/<case>.ttl}. Run with
 * {@code -Dwhence.approve=true} to write the files anew, and read the difference before it is committed.
 */
class ApprovedTurtleTest {
    private static final Path APPROVED = Path.of("src/test/resources/map");
    private static final ReceiptTurtle TURTLE = new ReceiptTurtle(Fixtures.IRIS);

    static Stream<String> fixtures() {
        return Fixtures.names().stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_fixture_becomes_the_approved_triples(String name) throws IOException, RefusedException {
        Graph graph = Fixtures.mapped(name).graph();
        String turtle = TURTLE.write(graph);
        Path approved = APPROVED.resolve(name + ".ttl");
        if (Boolean.getBoolean("whence.approve")) {
            Files.writeString(approved, turtle);
        }
        assertThat(read(turtle).isIsomorphicWith(graph))
                .as("written and read again")
                .isTrue();
        assertThat(turtle).isEqualTo(Files.readString(approved));
    }

    @Test
    void every_approved_file_has_a_fixture() throws IOException {
        try (Stream<Path> files = Files.list(APPROVED)) {
            List<String> names = files.map(file -> file.getFileName().toString().replace(".ttl", ""))
                    .sorted()
                    .toList();
            assertThat(names).isEqualTo(Fixtures.names());
        }
    }

    private static Graph read(String turtle) {
        Graph graph = GraphFactory.createGraphMem();
        RDFParser.fromString(turtle, Lang.TURTLE).parse(graph);
        return graph;
    }
}
