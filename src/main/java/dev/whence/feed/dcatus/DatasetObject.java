package dev.whence.feed.dcatus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.feed.Published;
import dev.whence.feed.dcat.CatalogAbout;
import dev.whence.feed.rdf.Description;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/** Makes the object of one dataset out of what is said of it. For one dataset, one thread. */
final class DatasetObject {
    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Mapping mapping;
    private final CatalogAbout about;
    private final String record;
    private final Set<String> others;
    private final Map<String, List<Description>> said = new HashMap<>();

    private DatasetObject(
            Mapping mapping, CatalogAbout about, String record, List<Description> said, Set<String> others) {
        this.mapping = mapping;
        this.about = about;
        this.record = record;
        this.others = others;
        said.forEach(one -> this.said
                .computeIfAbsent(one.subject(), unused -> new ArrayList<>(1))
                .add(one));
    }

    /**
     * Nothing where something is missing that the schema demands.
     *
     * @param said of the dataset and what it has to do with; what stands first of the same thing counts first
     * @param others datasets of the same document that it has to do with
     */
    static Optional<ObjectNode> of(
            Mapping mapping, CatalogAbout about, Published published, List<Description> said, Set<String> others) {
        return new DatasetObject(mapping, about, published.record(), said, others).object("dataset", published.iri());
    }

    private Optional<ObjectNode> object(String table, String iri) {
        ObjectNode object = JSON.objectNode();
        Set<String> wanted = new HashSet<>();
        Set<String> met = new HashSet<>();
        for (Column column : mapping.table(table)) {
            Optional<JsonNode> value = value(column, iri);
            column.requiredAmong().ifPresent(group -> (value.isPresent() ? met : wanted).add(group));
            if (value.isEmpty() && column.required()) {
                return Optional.empty();
            }
            value.ifPresent(some -> object.set(column.member(), some));
        }
        return met.containsAll(wanted) ? Optional.of(object) : Optional.empty();
    }

    private Optional<JsonNode> value(Column column, String iri) {
        if (column.constant().isPresent()) {
            return column.constant().map(JSON::textNode);
        }
        if (column.as() == Column.Form.ITSELF) {
            return Optional.of(JSON.textNode(iri));
        }
        return column.from().stream()
                .flatMap(property -> formed(column, values(column, iri, property)).stream())
                .findFirst()
                .or(() -> column.orRecord().flatMap(property -> formed(column, values(record, property))))
                .or(() -> column.orCatalogContact() ? contact() : Optional.empty())
                .or(() -> column.orItself() ? Optional.of(JSON.textNode(iri)) : Optional.empty());
    }

    private List<Node> values(Column column, String iri, Node property) {
        return values(iri, property).stream()
                .filter(value -> !column.inDocument() || value.isURI() && others.contains(value.getURI()))
                .toList();
    }

    private List<Node> values(String iri, Node property) {
        return said.getOrDefault(iri, List.of()).stream()
                .flatMap(one -> one.values(property).stream())
                .toList();
    }

    private Optional<JsonNode> formed(Column column, List<Node> values) {
        return switch (column.as()) {
            case NODE -> objects(column, values).findFirst().map(object -> object);
            case NODES -> array(objects(column, values));
            case TEXTS -> array(texts(column, values).distinct().map(JSON::textNode));
            case INTERVAL -> interval(column, values).map(JSON::textNode);
            default -> texts(column, preferred(values)).findFirst().map(JSON::textNode);
        };
    }

    /** Where there is room for one, first what is in the catalog's own language, then what says no language, then English. */
    private List<Node> preferred(List<Node> values) {
        return values.stream().sorted(Comparator.comparingInt(this::rank)).toList();
    }

    private int rank(Node value) {
        String tag = value.isLiteral() ? value.getLiteralLanguage() : "";
        List<Predicate<String>> order =
                List.of(said -> isIn(said, about.language()), String::isEmpty, said -> isIn(said, "en"));
        return (int) order.stream().takeWhile(wanted -> !wanted.test(tag)).count();
    }

    /** Whether a tag is of a language, of whatever region. */
    private static boolean isIn(String tag, String language) {
        String lower = tag.toLowerCase(Locale.ROOT);
        String wanted = language.toLowerCase(Locale.ROOT);
        return lower.equals(wanted) || lower.startsWith(wanted + "-");
    }

    private Stream<ObjectNode> objects(Column column, List<Node> values) {
        return values.stream().filter(Node::isURI).flatMap(value -> object(column.table(), value.getURI()).stream());
    }

    private static Optional<JsonNode> array(Stream<? extends JsonNode> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array.isEmpty() ? Optional.empty() : Optional.of(array);
    }

    private Stream<String> texts(Column column, List<Node> values) {
        return values.stream().flatMap(value -> texts(column, value)).filter(column::takes);
    }

    private Stream<String> texts(Column column, Node value) {
        if (value.isLiteral()) {
            return column.as() == Column.Form.IRI ? Stream.empty() : Stream.of(value.getLiteralLexicalForm());
        }
        List<String> names = column.named().stream()
                .flatMap(name -> preferred(values(value.getURI(), name)).stream())
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .toList();
        return switch (column.as()) {
            case IRI -> Stream.of(value.getURI());
            case MEDIATYPE ->
                value.getURI().startsWith(MEDIA_TYPES)
                        ? Stream.of(value.getURI().substring(MEDIA_TYPES.length()))
                        : Stream.empty();
            case ANY -> names.isEmpty() ? Stream.of(value.getURI()) : names.stream();
            default -> names.stream();
        };
    }

    /** Only where both ends are known: an open one cannot be said. */
    private Optional<String> interval(Column column, List<Node> values) {
        return values.stream()
                .filter(Node::isURI)
                .map(value -> column.named().stream()
                        .flatMap(end -> values(value.getURI(), end).stream().limit(1))
                        .filter(Node::isLiteral)
                        .map(Node::getLiteralLexicalForm)
                        .filter(column::takes)
                        .toList())
                .filter(ends -> ends.size() == 2)
                .map(ends -> ends.get(0) + "/" + ends.get(1))
                .findFirst();
    }

    /** Who answers for the catalog answers for what names nobody. */
    private Optional<JsonNode> contact() {
        return about.contact()
                .map(mail -> JSON.objectNode().put("fn", about.publisher()).put("hasEmail", "mailto:" + mail));
    }
}
