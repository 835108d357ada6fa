package dev.whence.shape;

import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.Dataset;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.RDF;
import org.topbraid.jenax.util.ARQFactory;
import org.topbraid.shacl.engine.ShapesGraph;
import org.topbraid.shacl.engine.ShapesGraphFactory;
import org.topbraid.shacl.model.SHShape;
import org.topbraid.shacl.validation.ValidationEngine;
import org.topbraid.shacl.validation.ValidationEngineConfiguration;
import org.topbraid.shacl.validation.ValidationEngineFactory;
import org.topbraid.shacl.validation.ValidationUtil;
import org.topbraid.shacl.vocabulary.DASH;
import org.topbraid.shacl.vocabulary.SH;

/**
 * Checks one receipt's graph against all shapes (SHACL, W3C Recommendation of 20 July 2017). The shapes are read and
 * prepared once and shared; every check has an engine of its own, so any number of threads may check at a time.
 */
public final class ShapeCheck {
    private static final URI SHAPES = URI.create("https://w3id.org/whence/shapes");

    private final Model shapes;
    private final ShapesGraph prepared;

    /** Reads the shapes that ship with Whence. */
    public ShapeCheck() {
        this(ShapeFiles.read("/shapes/shapes.ttl"));
    }

    ShapeCheck(Model ours) {
        PatternCheck.register();
        shapes = ValidationUtil.ensureToshTriplesExist(
                ModelFactory.createDefaultModel().add(ours));
        prepared = ShapesGraphFactory.get().createShapesGraph(shapes);
        // The engine brings shapes for shapes; a receipt holds none.
        prepared.setShapeFilter(shape -> isOurs(shape, ours));
        // The engine fills its caches on the first run, without a lock; let nobody else be there.
        run(ModelFactory.createDefaultModel());
    }

    private static boolean isOurs(SHShape shape, Model ours) {
        return shape.isURIResource() && ours.contains(shape, RDF.type);
    }

    /**
     * Checks what one receipt says.
     *
     * @param receiptGraph read, never written
     * @throws RefusedException with every violation: the node, the shape's IRI, and the shape's message
     * @throws IllegalStateException where the engine could not judge: a fault of ours, never a pass and never the
     *     receipt's fault
     */
    public void check(Graph receiptGraph) throws RefusedException {
        List<Violation> violations = violations(receiptGraph);
        if (!violations.isEmpty()) {
            throw new RefusedException(Problem.of(
                    ProblemType.SHAPE_VIOLATION,
                    "The receipt's triples break " + violations.size() + " of the rules in shapes/.",
                    violations));
        }
    }

    /** Everything that a graph breaks; {@link #check} says what may be wrong with that. */
    List<Violation> violations(Graph graph) {
        return results(report(graph), SH.Violation);
    }

    /** What the engine says of a graph, everything judged. */
    Resource report(Graph graph) {
        Resource report = run(ModelFactory.createModelForGraph(graph));
        requireJudged(report);
        return report;
    }

    private Resource run(Model data) {
        Dataset dataset = ARQFactory.get().getDataset(data);
        dataset.addNamedModel(SHAPES.toString(), shapes);
        ValidationEngine engine = ValidationEngineFactory.get().create(dataset, SHAPES, prepared, null);
        engine.setConfiguration(new ValidationEngineConfiguration().setValidateShapes(false));
        try {
            return engine.validateAll();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking shapes", interrupted);
        }
    }

    /** The engine turns an exception in a constraint into a failure result beside the others. */
    private static void requireJudged(Resource report) {
        Model results = report.getModel();
        if (results.contains(null, RDF.type, DASH.FailureResult)) {
            Resource failure = results.listSubjectsWithProperty(RDF.type, DASH.FailureResult)
                    .next();
            throw new IllegalStateException("a shape could not be judged: " + text(failure, SH.sourceShape) + ": "
                    + text(failure, SH.resultMessage));
        }
    }

    static List<Violation> results(Resource report, Resource severity) {
        return report.getModel().listSubjectsWithProperty(SH.resultSeverity, severity).toList().stream()
                .map(result -> new Violation(
                        text(result, SH.focusNode), text(result, SH.sourceShape), text(result, SH.resultMessage)))
                .distinct()
                .sorted(Comparator.comparing(Violation::pointer)
                        .thenComparing(Violation::rule)
                        .thenComparing(Violation::message))
                .toList();
    }

    private static String text(Resource result, Property property) {
        if (!result.hasProperty(property)) {
            return "";
        }
        var object = result.getProperty(property).getObject();
        return object.isLiteral() ? object.asLiteral().getLexicalForm() : object.toString();
    }
}
