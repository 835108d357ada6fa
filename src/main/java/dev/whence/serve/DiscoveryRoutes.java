package dev.whence.serve;

import dev.whence.catalog.Catalog;
import dev.whence.feed.dcat.CatalogDump;
import dev.whence.feed.dcat.CatalogDumps;
import dev.whence.feed.dcat.CatalogOverview;
import dev.whence.feed.dcat.Interfaces;
import dev.whence.feed.rdf.Syntax;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.Streamed.Packing;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What tells a machine that knows nothing but this host where everything is, and the whole catalog as one file. */
final class DiscoveryRoutes {
    /** So long a checksum is waited for; clients wait longer, and a proxy between hardly ever less. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** An overview is no less true without the checksum. */
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(5);

    private static final String API_CATALOG = "/.well-known/api-catalog";
    private static final String DUMP = "/dump/" + CatalogDump.NAME;

    private final Iris iris;
    private final Catalog catalog;
    private final CatalogDumps dumps;
    private final CatalogOverview overview;
    private final Interfaces interfaces;

    DiscoveryRoutes(PublicCatalog published) {
        this.iris = published.records().iris();
        this.catalog = published.records().catalog();
        this.dumps = published.dumps();
        this.overview = new CatalogOverview(published.records(), published.about());
        this.interfaces = new Interfaces(iris);
    }

    void register(Api api) {
        api.route(
                Route.get(API_CATALOG, "apiCatalog")
                        .open()
                        .forScripts()
                        .summary("Every interface with its media types, as a link set (RFC 9727)")
                        .produces(List.of(Interfaces.MEDIA_TYPE))
                        .answers(200, "The link set")
                        .build(),
                this::apiCatalog);
        for (Owner owner : Owner.values()) {
            api.route(
                    owner.get("/.well-known/void", "void")
                            .open()
                            .forScripts()
                            .summary("The catalog described as a whole, with its dump (VoID, DCAT)")
                            .produces(Syntax.mediaTypes())
                            .givesHeader("ETag", "a validator")
                            .answers(200, "The description")
                            .answers(304, "It is what the caller has")
                            .answers(406, "No such form")
                            .build(),
                    this::overview);
            api.route(
                    owner.get(DUMP, "catalogDump")
                            .open()
                            .forScripts()
                            .summary("The whole published catalog as gzipped N-Quads, a graph a record")
                            .produces(List.of("application/gzip"))
                            .givesHeader("ETag", "a strong validator")
                            .answers(200, "The file")
                            .answers(304, "It is what the caller has")
                            .build(),
                    this::dump);
            api.route(
                    owner.get(DUMP + ".sha256", "catalogDumpChecksum")
                            .open()
                            .forScripts()
                            .summary("The SHA-256 of the dump, as sha256sum -c reads it")
                            .produces(List.of("text/plain"))
                            .answers(200, "The checksum")
                            .answers(503, "The dump is still being made")
                            .build(),
                    this::checksum);
        }
    }

    private void apiCatalog(Context context) {
        context.res().addHeader("Link", "<" + iris.base() + API_CATALOG.substring(1) + ">; rel=\"api-catalog\"");
        Reply.tagged(
                context,
                Interfaces.MEDIA_TYPE + "; profile=\"" + Interfaces.PROFILE + "\"",
                Reply.utf8(interfaces.linkset(catalog.organisations()).toString()));
    }

    private void overview(Context context) throws RefusedException {
        Syntax syntax =
                Syntax.ofMediaType(Accepts.chosen(context, Syntax.mediaTypes())).orElseThrow();
        String organisation = Owner.published(context);
        CatalogDump dump = dumps.dump(organisation);
        Optional<CatalogDump.Whole> whole = dump.whole(LITTLE_PATIENCE);
        if (whole.isPresent()) {
            // Without the checksum more may yet be said, though nothing changes.
            dump.modified().ifPresent(time -> Conditions.changed(context, time));
        }
        Reply.tagged(context, syntax.mediaType(), Reply.utf8(syntax.document(overview.describe(organisation, whole))));
    }

    private void dump(Context context) throws RefusedException, IOException {
        CatalogDump dump = dumps.dump(Owner.published(context));
        dump.modified().ifPresent(time -> Conditions.changed(context, time));
        Streamed.answer(context, "application/gzip", dump.tag(), Packing.AS_IT_IS, dump::writeTo);
    }

    private void checksum(Context context) throws RefusedException {
        String sha256 = dumps.dump(Owner.published(context))
                .whole(PATIENCE)
                .map(CatalogDump.Whole::sha256)
                .orElseThrow(() -> new RefusedException(
                        ProblemType.UNAVAILABLE, "The dump is still being made; ask again in a minute."));
        Reply.tagged(context, "text/plain", Reply.utf8(sha256 + "  " + CatalogDump.NAME + "\n"));
    }
}
