package dev.whence.shape;

import dev.whence.receipt.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.topbraid.shacl.vocabulary.SH;

/**
 * Another set of shapes than the one that receipts must keep, for whoever wants to know what a graph breaks and how grave that
 * is. Thread safe; make one and keep it.
 */
public final class ShapeSet {
    private final Model shapes;
    private final ShapeCheck check;

    private ShapeSet(Model shapes) {
        this.shapes = shapes;
        this.check = new ShapeCheck(shapes);
    }

    /** Reads a file of the class path and what it imports. */
    public static ShapeSet read(String path) {
        return new ShapeSet(ShapeFiles.read(path));
    }

    /** How grave it is; the names of SHACL's severities. */
    public enum Severity {
        VIOLATION,
        WARNING
    }

    /** A shape that is broken, with the node, the shape's IRI and its message. */
    public record Broken(Violation violation, Severity severity) {}

    /**
     * Everything that a graph breaks, violations first.
     *
     * @param graph read, never written
     * @throws IllegalStateException where the engine could not judge
     */
    public List<Broken> judge(Graph graph) {
        Resource report = check.report(graph);
        return Stream.concat(
                        broken(report, SH.Violation, Severity.VIOLATION), broken(report, SH.Warning, Severity.WARNING))
                .toList();
    }

    private static Stream<Broken> broken(Resource report, Resource named, Severity severity) {
        return ShapeCheck.results(report, named).stream().map(violation -> new Broken(violation, severity));
    }

    /** What the file says of a shape with a property of its own; empty where it says nothing. */
    public String text(String shape, String property) {
        Property said = ResourceFactory.createProperty(property);
        return shapes.listObjectsOfProperty(shapes.createResource(shape), said).toList().stream()
                .filter(RDFNode::isLiteral)
                .map(value -> value.asLiteral().getLexicalForm())
                .findFirst()
                .orElse("");
    }
}
