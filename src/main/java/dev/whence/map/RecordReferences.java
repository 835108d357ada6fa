package dev.whence.map;

import dev.whence.dcat.DatasetFacts;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/**
 * What the records of KFM refer to by plain texts: members whose names end in {@code _ref}, and those of {@code catalog_refs},
 * whose own names read as JSON-LD would be nonsense ({@code prov} is a namespace).
 */
final class RecordReferences {
    private RecordReferences() {}

    static List<String> of(Graph graph, Node subject) {
        return graph.find(subject, Node.ANY, Node.ANY).toList().stream()
                .flatMap(triple -> {
                    String name = DatasetFacts.localName(triple.getPredicate().getURI());
                    Node object = triple.getObject();
                    return name.equals("catalog_refs") && !object.isLiteral()
                            ? graph.find(object, Node.ANY, Node.ANY).toList().stream()
                                    .map(said -> said.getObject())
                            : name.endsWith("_ref") ? List.of(object).stream() : List.<Node>of().stream();
                })
                .map(DcatNodes::written)
                .filter(RdfValues::isAbsolute)
                .distinct()
                .sorted()
                .toList();
    }
}
