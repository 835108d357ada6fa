package dev.whence.map;

import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Stac;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Media types as DCAT has them: IANA's own IRI; what is spatial is a STAC asset too. */
final class MediaTypes {
    private static final String REGISTRY = "https://www.iana.org/assignments/media-types/";
    private static final Pattern REGISTERED =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_-]*/[A-Za-z0-9][A-Za-z0-9.+_-]*");
    private static final Pattern SPATIAL = Pattern.compile(
            "(?i)application/(geo\\+json|geo\\+json-seq|geopackage\\+sqlite3|vnd\\.pmtiles|vnd\\.apache\\.geoparquet"
                    + "|vnd\\.laszip(\\+copc)?|flatgeobuf|gml\\+xml)|image/tiff; *application=geotiff.*");

    private MediaTypes() {}

    /** The parameters of a media type have no place in IANA's IRI; where there are some, the text stays beside it. */
    static void say(Statements out, Node artifact, Optional<String> stated) {
        if (stated.isEmpty()) {
            return;
        }
        String text = stated.get();
        String name = text.split(";", 2)[0].strip();
        boolean registered = REGISTERED.matcher(name).matches();
        if (registered) {
            out.say(artifact, Dcat.MEDIA_TYPE, NodeFactory.createURI(REGISTRY + name));
        }
        if (!registered || !name.equals(text)) {
            out.text(artifact, Dct.FORMAT, text);
        }
        if (SPATIAL.matcher(text).matches()) {
            out.type(artifact, Stac.ASSET);
        }
    }
}
