package dev.whence.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.vocabulary.OWL;

/** Shapes on the class path: one file lists the others by {@code owl:imports}, so that nothing has to search. */
final class ShapeFiles {
    private static final String BASE = "classpath:";

    private ShapeFiles() {}

    /** Reads a file and what it imports; all of it lies on the class path. */
    static Model read(String path) {
        Model all = ModelFactory.createDefaultModel();
        add(path, all);
        all.listObjectsOfProperty(OWL.imports).toList().stream()
                .map(imported -> imported.asResource().getURI().substring(BASE.length()))
                .forEach(imported -> add(imported, all));
        return all;
    }

    private static void add(String path, Model all) {
        try (InputStream in = ShapeFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("no " + path + " on the class path");
            }
            RDFParser.source(in).lang(Lang.TURTLE).base(BASE + path).parse(all);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
