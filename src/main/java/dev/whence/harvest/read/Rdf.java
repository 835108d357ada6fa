package dev.whence.harvest.read;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;

/** Reads RDF as its media type says, without asking anybody for anything. */
final class Rdf {
    private Rdf() {}

    /** The notation of a document: by its media type, else by the suffix of its address. */
    static Optional<Lang> language(Document document) {
        Lang byType = RDFLanguages.contentTypeToLang(document.mediaType());
        Lang found = byType != null ? byType : RDFLanguages.pathnameToLang(String.valueOf(document.url().getPath()));
        return Optional.ofNullable(found)
                .map(lang -> lang.equals(Lang.JSONLD) ? Lang.JSONLD11 : lang);
    }

    /** @throws UnreadableException with its place */
    static DatasetGraph read(Document document) throws UnreadableException {
        Lang lang = language(document)
                .orElseThrow(() -> new UnreadableException(
                        "it is of no notation of RDF that is read: " + document.mediaType()));
        if (lang.equals(Lang.RDFXML)) {
            requireNoEntities(document.body());
        }
        DatasetGraph read = DatasetGraphFactory.create();
        JsonLdOptions offline = new JsonLdOptions((address, options) -> {
            throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "no context is fetched");
        });
        try {
            RDFParser.create()
                    .source(new ByteArrayInputStream(document.body()))
                    .base(document.url().toString())
                    .forceLang(lang)
                    .set(LangJSONLD11.JSONLD_OPTIONS, offline)
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .parse(read);
        } catch (RiotException broken) {
            throw new UnreadableException("it is not the " + lang.getLabel() + " that it says it is: "
                    + String.valueOf(broken.getMessage()).lines().findFirst().orElse(""));
        }
        return read;
    }

    /** Entities are how small documents become large ones, and how they read files of ours. */
    private static void requireNoEntities(byte[] body) throws UnreadableException {
        String text = new String(body, StandardCharsets.ISO_8859_1).replace("\0", "").toUpperCase(Locale.ROOT);
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            throw new UnreadableException("its XML has a document type, which is not read");
        }
    }
}
