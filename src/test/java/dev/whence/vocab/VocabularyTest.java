package dev.whence.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the code says must be in the vocabulary's file, and what our file says must be tied to what people know. */
class VocabularyTest {
    private static final Model OURS = RDFDataMgr.loadModel("ontology/whence.ttl");
    private static final List<String> TIES =
            List.of(Prov.NAMESPACE, Dcat.NAMESPACE, Dct.NAMESPACE, Spdx.NAMESPACE, Stac.NAMESPACE);

    static Stream<Node> constants() {
        return terms(Whence.class);
    }

    static Stream<Resource> declared() {
        return OURS.listSubjects().toList().stream()
                .filter(r -> r.isURIResource() && r.getURI().startsWith(Whence.NAMESPACE));
    }

    @ParameterizedTest
    @MethodSource("constants")
    void every_constant_of_ours_is_declared(Node term) {
        assertThat(OURS.wrapAsResource(term).hasProperty(RDF.type))
                .as(term.getURI())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("declared")
    void every_term_of_ours_is_labelled_and_explained_in_english(Resource term) {
        assertThat(term.getProperty(RDFS.label, "en")).as("label").isNotNull();
        assertThat(term.getProperty(RDFS.comment, "en")).as("comment").isNotNull();
    }

    @ParameterizedTest
    @MethodSource("declared")
    void every_term_of_ours_is_tied_to_one_that_people_know(Resource term) {
        assertThat(isTied(term)).as(term.getURI()).isTrue();
    }

    @Test
    void the_ontology_has_a_version() {
        assertThat(OURS.listSubjectsWithProperty(RDF.type, OWL.Ontology).next().hasProperty(OWL.versionIRI))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void every_constant_of_another_vocabulary_exists_there(Class<?> vocabulary, String keptCopy) {
        Path file = shared().resolve(keptCopy);
        assumeTrue(Files.exists(file), "no kept copy of the vocabulary at " + file);
        Model kept = RDFDataMgr.loadModel(file.toString());
        assertThat(terms(vocabulary))
                .allSatisfy(term -> assertThat(kept.wrapAsResource(term).hasProperty(RDF.type))
                        .as(term.getURI())
                        .isTrue());
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of(Prov.class, "catalog/ontologies/prov-o.ttl"),
                Arguments.of(Dcat.class, "catalog/dcat3/dcat3.ttl"),
                Arguments.of(Stac.class, "catalog/stac-rdf/core-ontology.ttl"));
    }

    /** A class or property by its parents, an individual by its class. */
    private static boolean isTied(Resource term) {
        if (TIES.stream().anyMatch(term.getURI()::startsWith)) {
            return true;
        }
        return Set.of(RDFS.subClassOf, RDFS.subPropertyOf, RDF.type).stream()
                .flatMap(property -> parents(term, property))
                .anyMatch(VocabularyTest::isTied);
    }

    private static Stream<Resource> parents(Resource term, Property property) {
        return term.listProperties(property).toList().stream().map(statement -> statement.getResource());
    }

    private static Stream<Node> terms(Class<?> vocabulary) {
        return Arrays.stream(vocabulary.getFields())
                .filter(field -> field.getType() == Node.class)
                .map(field -> {
                    try {
                        return (Node) field.get(null);
                    } catch (IllegalAccessException hidden) {
                        throw new IllegalStateException(hidden);
                    }
                });
    }

    private static Path shared() {
        return Path.of(System.getenv().getOrDefault("WHENCE_SHARED_DATA", "../shared/data"));
    }
}
