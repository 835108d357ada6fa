package dev.whence.serve;

import dev.whence.feed.dcatus.DcatUs;
import dev.whence.feed.dcatus.DcatUsDocument;
import dev.whence.feed.dcatus.DcatUsDocuments;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.Streamed.Packing;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** The whole published catalog in one document of DCAT-US. Open to everybody. */
final class DcatUsRoutes {
    /** How many published datasets are not in the document. */
    static final String LEFT_OUT = "Whence-Left-Out";

    private final DcatUsDocuments documents;

    DcatUsRoutes(PublicCatalog catalog) {
        this.documents = new DcatUsDocuments(catalog.records(), catalog.about());
    }

    void register(Api api) {
        for (Owner owner : Owner.values()) {
            api.route(route(owner, DcatUs.V1_1, "dataJson"), context -> answer(context, DcatUs.V1_1));
            api.route(route(owner, DcatUs.V3_0, "dcatUs3"), context -> answer(context, DcatUs.V3_0));
        }
    }

    private static Route route(Owner owner, DcatUs version, String id) {
        return owner.get("/" + version.path(), id)
                .open()
                .forScripts()
                .summary("The whole published catalog as DCAT-US " + (version == DcatUs.V1_1 ? "1.1" : "3.0"))
                .produces(List.of(DcatUs.MEDIA_TYPE))
                .givesHeader("ETag", "a strong validator")
                .givesHeader(Conditions.MODIFIED, "when the catalog last changed")
                .givesHeader(LEFT_OUT, "how many published datasets lack what the schema demands, and are not in it")
                .answers(200, "The document")
                .answers(304, "It is what the caller has")
                .build();
    }

    private void answer(Context context, DcatUs version) throws RefusedException, IOException {
        DcatUsDocument document = documents.document(Owner.published(context), version);
        document.modified().ifPresent(time -> Conditions.changed(context, time));
        context.header(LEFT_OUT, String.valueOf(documents.leftOut(document)));
        Streamed.answer(context, DcatUs.MEDIA_TYPE, document.tag(), Packing.GZIP_WHERE_ACCEPTED, document::writeTo);
    }
}
