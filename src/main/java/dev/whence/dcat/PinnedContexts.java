package dev.whence.dcat;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoaderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The contexts of JSON-LD that catalog documents name, as they lie under {@code /dcat/contexts}: ours, in which the same
 * words mean the same. None is ever fetched. Thread-safe.
 */
final class PinnedContexts {
    /** What the addresses of a context may differ in without being another. */
    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "//project-open-data.cio.gov/v1.1/schema/catalog.jsonld", "dcat-us.jsonld",
            "//resources.data.gov/dcat-us/3.0.0/context.jsonld", "dcat-us.jsonld",
            "//www.w3.org/ns/dcat", "dcat.jsonld",
            "//www.w3.org/ns/prov", "dcat.jsonld",
            "//semiceu.github.io/DCAT-AP/releases/3.0.1/context/dcat-ap.jsonld", "dcat-ap.jsonld",
            "//semiceu.github.io/DCAT-AP/releases/3.0.0/context/dcat-ap.jsonld", "dcat-ap.jsonld",
            "//semiceu.github.io/uri.semic.eu-generated/DCAT-AP/releases/3.0.0/context/dcat-ap.jsonld",
                    "dcat-ap.jsonld",
            "//semiceu.github.io/uri.semic.eu-generated/DCAT-AP/releases/3.0.0/html/examples/context.jsonld",
                    "dcat-ap-examples.jsonld"));

    private PinnedContexts() {}

    /** The addresses of the contexts that lie here. */
    static List<String> known() {
        return FILES.keySet().stream().map(address -> "https:" + address).toList();
    }

    /** The context of the JSON of DCAT-US, which says of itself none. */
    static Document dcatUs() throws JsonLdError {
        return read("dcat-us.jsonld");
    }

    /** A {@link com.apicatalog.jsonld.loader.DocumentLoader}. */
    static Document load(URI address, DocumentLoaderOptions options) throws JsonLdError {
        String text = address.toString();
        String file = text.startsWith("http://") || text.startsWith("https://")
                ? FILES.get(text.substring(text.indexOf(':') + 1))
                : null;
        if (file == null) {
            throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "nothing is fetched");
        }
        Document document = read(file);
        document.setDocumentUrl(address);
        return document;
    }

    private static Document read(String file) throws JsonLdError {
        try (InputStream in = Optional.ofNullable(PinnedContexts.class.getResourceAsStream("/dcat/contexts/" + file))
                .orElseThrow(() -> new IllegalStateException("no context " + file))) {
            return JsonDocument.of(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
