package dev.whence.map;

import com.github.jsonldjava.core.DocumentLoader;
import com.github.jsonldjava.core.JsonLdError;
import com.github.jsonldjava.core.JsonLdOptions;
import com.github.jsonldjava.core.RemoteDocument;

/** How we use the JSON-LD processor: JSON-LD 1.0, native numbers and booleans, and never a request. */
final class OfflineJsonLd {
    private OfflineJsonLd() {}

    static JsonLdOptions options() {
        JsonLdOptions options = new JsonLdOptions();
        options.setProcessingMode(JsonLdOptions.JSON_LD_1_0);
        options.setUseNativeTypes(true);
        options.setDocumentLoader(new NoLoader());
        return options;
    }

    private static final class NoLoader extends DocumentLoader {
        @Override
        public RemoteDocument loadDocument(String url) {
            throw new JsonLdError(JsonLdError.Error.LOADING_REMOTE_CONTEXT_FAILED, "nothing is fetched: " + url);
        }
    }
}
