package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.whence.access.Scope;
import dev.whence.operate.Declaration;
import dev.whence.operate.Operations;
import dev.whence.operate.SideEffect;
import dev.whence.operate.Stage;
import dev.whence.validate.OperationSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The seal contract, for every operation that is registered: whoever adds one that declares products and does not tell how
 * they were made, or that has no example which shows it, fails here.
 */
class OperationContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Declaration> all() {
        return Operations.declarations().stream();
    }

    static Stream<Declaration> writing() {
        return all().filter(Declaration::writes);
    }

    static Stream<Declaration> producing() {
        return writing().filter(declaration -> !declaration.produces().isEmpty());
    }

    private static JsonNode input(Declaration declaration) throws IOException {
        return read("/schema/" + OperationSchemas.inputOf(declaration.id()));
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = OperationContractTest.class.getResourceAsStream(resource)) {
            return in == null ? MissingNode.getInstance() : JSON.readTree(in);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void its_example_is_one_that_its_schema_takes(Declaration declaration) throws IOException {
        JsonNode schema = input(declaration);
        assertThat(schema.path("examples").path(0).isObject()).isTrue();
        assertThat(new OperationSchemas(List.of(declaration.id()))
                        .input(declaration.id(), schema.path("examples").path(0)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("writing")
    void it_makes_one_entry(Declaration declaration, @TempDir Path folder) throws Exception {
        try (OperationHouse house = OperationHouse.open(folder, Stage.Watch.NOBODY)) {
            long before = prepared(house, declaration);
            var result = house.call(
                    declaration.id(), input(declaration).path("examples").path(0));
            assertThat(house.size()).isEqualTo(before + 1 + following(declaration));
            assertThat(result.recorded()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("producing")
    void it_tells_how_its_products_were_made_in_that_same_entry(Declaration declaration, @TempDir Path folder)
            throws Exception {
        try (OperationHouse house = OperationHouse.open(folder, Stage.Watch.NOBODY)) {
            prepared(house, declaration);
            house.call(declaration.id(), input(declaration).path("examples").path(0));
            assertThat(house.newest().run()).isPresent();
            assertThat(house.newest().generated()).isNotEmpty();
        }
    }

    /** A promotion lets publications follow, one a record. */
    private static int following(Declaration declaration) {
        return declaration.id().equals("catalog.promote") ? 2 : 0;
    }

    /** Calls what has to be called before the example; returns the size of the ledger then. */
    private static long prepared(OperationHouse house, Declaration declaration) throws Exception {
        for (JsonNode before : read("/operations/" + declaration.id() + ".before.json")) {
            house.call(before.path("operation").asText(), before.path("input"));
        }
        return house.size();
    }

    @Test
    void an_operation_that_reads_declares_no_products() {
        assertThatThrownBy(() -> new Declaration(
                        "tea.make", "Makes tea", Scope.PROVENANCE_READ, SideEffect.READ, List.of("tea")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
