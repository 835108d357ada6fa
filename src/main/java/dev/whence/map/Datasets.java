package dev.whence.map;

import dev.whence.receipt.DatasetVersionId;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Datasets and their versions, as far as a receipt knows them; a catalog describes them fully elsewhere. */
final class Datasets {
    private Datasets() {}

    /** A version is a dataset of its own (DCAT 3 §11), tied to what it is a version of where a short name is known. */
    static Node version(Statements out, String stated, Optional<String> statedSlug) {
        DatasetVersionId version = DatasetVersionId.of(stated, statedSlug);
        Node node = NodeFactory.createURI(out.iris().datasetVersion(out.organisation(), version));
        out.type(node, Dcat.DATASET);
        out.text(node, Dct.IDENTIFIER, stated);
        out.text(
                node,
                Dct.TITLE,
                version.slug().map(slug -> slug + " " + version.id()).orElse(version.id()));
        out.text(node, Dcat.VERSION, version.id());
        version.slug().ifPresent(slug -> out.say(dataset(out, slug), Dcat.HAS_VERSION, node));
        out.datasetVersion(node);
        return node;
    }

    /** A dataset by its short name, bare or as {@code kfm://dataset/<slug>}. */
    static Node named(Statements out, String stated) {
        String slug = DatasetVersionId.slugOf(stated);
        Node node = dataset(out, slug);
        out.type(node, Dcat.DATASET);
        out.text(node, Dct.TITLE, slug);
        out.text(node, Dct.IDENTIFIER, stated);
        return node;
    }

    private static Node dataset(Statements out, String slug) {
        return NodeFactory.createURI(out.iris().dataset(out.organisation(), slug));
    }
}
