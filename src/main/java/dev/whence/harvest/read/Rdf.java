package dev.whence.harvest.read;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import dev.whence.dcat.RdfDocument;
import dev.whence.dcat.RdfSyntax;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;

/** Reads RDF as its media type says, without asking anybody for anything. */
final class Rdf {
    private Rdf() {}

    /**
     * The notation of a document: by its media type, else by the suffix of its address. Plain text was N-Triples once, and is
     * what servers of files call whatever they do not know.
     */
    static Optional<Lang> language(Document document) {
        Lang byType =
                document.mediaType().equals("text/plain") ? null : RDFLanguages.contentTypeToLang(document.mediaType());
        Lang found = byType != null
                ? byType
                : RDFLanguages.pathnameToLang(String.valueOf(document.url().getPath()));
        return Optional.ofNullable(found).map(lang -> lang.equals(Lang.JSONLD) ? Lang.JSONLD11 : lang);
    }

    /** @throws UnreadableException with its place */
    static DatasetGraph read(Document document) throws UnreadableException {
        Lang lang = language(document)
                .orElseThrow(() ->
                        new UnreadableException("it is of no notation of RDF that is read: " + document.mediaType()));
        if (lang.equals(Lang.RDFXML)) {
            requireNoEntities(document.body());
        }
        DatasetGraph read = DatasetGraphFactory.create();
        JsonLdOptions offline = new JsonLdOptions((address, options) -> {
            throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "no context is fetched");
        });
        try {
            RDFParser.create()
                    .fromString(Text.of(document, lang.equals(Lang.RDFXML)))
                    .base(document.url().toString())
                    .forceLang(lang)
                    .set(LangJSONLD11.JSONLD_OPTIONS, offline)
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .parse(read);
        } catch (RiotException broken) {
            throw new UnreadableException("it is not the " + lang.getLabel() + " that it says it is: "
                    + String.valueOf(broken.getMessage()).lines().findFirst().orElse(""));
        } catch (StackOverflowError deep) {
            // What was read is thrown away.
            throw new UnreadableException("it nests deeper than is read");
        }
        return read;
    }

    /** The syntax of a document that has no named graphs. */
    static RdfSyntax syntax(Document document) throws UnreadableException {
        return RdfSyntax.ofMediaType(document.mediaType())
                .or(() -> RdfSyntax.ofFile(String.valueOf(document.url().getPath())))
                .orElseThrow(() -> new UnreadableException(
                        "it is of no syntax that is read (" + String.join(", ", RdfSyntax.mediaTypes()) + ")"));
    }

    /** A document without named graphs. */
    static Graph graph(Document document, RdfSyntax syntax) throws UnreadableException {
        try {
            String text = Text.of(document, syntax == RdfSyntax.RDF_XML);
            return RdfDocument.read(text, syntax, Optional.of(document.url().toString()));
        } catch (dev.whence.dcat.UnreadableException unreadable) {
            throw new UnreadableException(unreadable.message());
        }
    }

    /** One graph of a document as a document of its own. */
    static Document alone(Graph graph, Document document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RDFWriter.source(graph).format(RDFFormat.NTRIPLES_UTF8).output(out);
        return new Document(document.url(), out.toByteArray(), RdfSyntax.N_TRIPLES.mediaType(), false);
    }

    /** Entities are how small documents become large ones, and how they read files of ours. */
    private static void requireNoEntities(byte[] body) throws UnreadableException {
        String text =
                new String(body, StandardCharsets.ISO_8859_1).replace("\0", "").toUpperCase(Locale.ROOT);
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            throw new UnreadableException("its XML has a document type, which is not read");
        }
    }
}
