package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.StacAsset;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Stac;
import dev.whence.vocab.StacContext;
import dev.whence.vocab.Whence;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** The assets of a record as distributions. Their bytes tie them to the receipts that speak of the same bytes. */
final class StacAssets {
    private final Statements out;
    private final Node owner;
    private final Hrefs hrefs;
    private final Optional<Node> license;

    /** @param license of the record; DCAT has it of each distribution */
    StacAssets(Statements out, Node owner, Hrefs hrefs, Optional<Node> license) {
        this.out = out;
        this.owner = owner;
        this.hrefs = hrefs;
        this.license = license;
    }

    void say(List<StacAsset> assets) {
        assets.forEach(this::say);
    }

    private void say(StacAsset asset) {
        Node it = NodeFactory.createURI(Iris.asset(owner.getURI(), asset.key()));
        out.say(owner, Dcat.DISTRIBUTION, it);
        out.type(it, Dcat.DISTRIBUTION_CLASS);
        out.type(it, Stac.ASSET);
        out.text(it, Stac.ID, asset.key());
        out.text(it, Dct.TITLE, asset.title());
        out.text(it, Dct.DESCRIPTION, asset.description());
        asset.roles().forEach(role -> out.text(it, StacContext.ROLES, role));
        access(asset, it);
        bytes(asset, it);
        out.time(it, Dct.ISSUED, asset.created());
        out.time(it, Dct.MODIFIED, asset.updated());
        license.ifPresent(terms -> out.say(it, Dct.LICENSE, terms));
    }

    private void access(StacAsset asset, Node it) {
        Node address = hrefs.node(asset.href());
        out.say(it, Dcat.ACCESS_URL, address);
        out.say(it, Dcat.DOWNLOAD_URL, address);
        MediaTypes.say(out, it, asset.mediaType());
    }

    private void bytes(StacAsset asset, Node it) {
        asset.size().ifPresent(size -> out.say(it, Dcat.BYTE_SIZE, Terms.size(size)));
        asset.digest().ifPresent(digest -> {
            Checksums.say(out, it, digest);
            out.say(it, Prov.SPECIALIZATION_OF, NodeFactory.createURI(out.iris().content(digest)));
        });
        out.text(it, Whence.STATED_CHECKSUM, asset.statedChecksum());
    }
}
