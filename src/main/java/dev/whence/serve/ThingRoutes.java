package dev.whence.serve;

import dev.whence.access.Scope;
import dev.whence.feed.rocrate.CrateDocument;
import dev.whence.feed.rocrate.RunCrates;
import dev.whence.query.canned.CannedQueries;
import dev.whence.query.thing.ThingDescriber;
import dev.whence.query.thing.ThingDescription;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.AttachmentArchive;
import dev.whence.serve.page.ThingPage;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;

/**
 * Every IRI that Whence mints answers, as RDF or as a page: what is published as the catalog describes it, to everybody; the
 * rest as the graph does, to who may see it.
 */
final class ThingRoutes {
    private static final String HTML = "text/html";
    private static final List<String> MEDIA_TYPES =
            List.of("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples", HTML);

    /** The first path segments of all minted IRIs but receipts', each with the number of segments behind it. */
    private static final List<String> PATHS = List.of(
            "run/{id}",
            "content/{id}",
            "artifact/{digest}/{uri}",
            "location/{uri}",
            "agent/{id}",
            "role/{id}",
            "dataset/{id}",
            "distribution/{dataset}/{key}",
            "record/{kind}/{subject}",
            "dataset-version/{slug}/{id}",
            "plan/{id}",
            "decision/{id}",
            "report/{id}",
            "container/{id}",
            "commit/{id}",
            "incident/{id}",
            "thing/{type}/{id}",
            "registered/{id}",
            "registered/{id}/{version}");

    /** The addresses of the STAC API that name a thing, with the name of the thing. */
    private static final Map<String, String> STAC = Map.of(
            "stac/catalogs/{id}", "stac-catalog",
            "stac/collections/{collection}", "stac-collection",
            "stac/collections/{collection}/asset/{key}", "stac-collection-asset",
            "stac/collections/{collection}/items/{id}", "stac-item",
            "stac/collections/{collection}/items/{id}/asset/{key}", "stac-asset");

    /** What an organisation owns, and so has under its own name; the rest is the same for everybody. */
    private static final Set<String> OWNED = Set.of(
            "run",
            "artifact",
            "location",
            "agent",
            "dataset",
            "distribution",
            "record",
            "dataset-version",
            "decision",
            "incident",
            "thing",
            "registered");

    /** What may be published: only that is answered to everybody, and so to scripts too. */
    private static final Set<String> PUBLISHED = Set.of("dataset", "distribution", "record");

    private static final List<String> PARAMETERS = List.of(
            "digest", "slug", "dataset", "collection", "kind", "type", "id", "uri", "version", "subject", "key");

    private final Iris iris;
    private final ThingDescriber describer;
    private final CannedQueries queries;
    private final AttachmentArchive attachments;
    private final RunCrates crates;
    private final PublishedAnswers published;
    private final StacAnswers stac;
    private final Freshness freshness;

    ThingRoutes(
            Iris iris,
            ThingDescriber describer,
            CannedQueries queries,
            AttachmentArchive attachments,
            RunCrates crates,
            PublishedAnswers published,
            StacAnswers stac,
            Freshness freshness) {
        this.iris = iris;
        this.describer = describer;
        this.queries = queries;
        this.attachments = attachments;
        this.crates = crates;
        this.published = published;
        this.stac = stac;
        this.freshness = freshness;
    }

    void register(Api api) {
        for (String path : PATHS) {
            String kind = path.substring(0, path.indexOf('/'));
            String called = kind + (path.endsWith("{version}") ? "-version" : "");
            api.route(operation(Owner.OWN, path, called), published::answer, this::describe);
            if (OWNED.contains(kind)) {
                api.route(operation(Owner.NAMED, path, called), published::answer, this::describe);
            }
        }
        STAC.forEach((path, called) -> {
            for (Owner owner : Owner.values()) {
                boolean isDocument = !called.endsWith("asset");
                api.route(
                        operation(
                                owner,
                                path,
                                called,
                                isDocument ? StacAnswers.mediaTypes(called.equals("stac-item")) : MEDIA_TYPES),
                        isDocument ? stac::answer : published::answer,
                        this::describe);
            }
        });
    }

    private static Route operation(Owner owner, String form, String kind) {
        return operation(owner, form, kind, MEDIA_TYPES);
    }

    private static Route operation(Owner owner, String form, String kind, List<String> mediaTypes) {
        Route.Builder builder = owner.get("/" + form, "describe-" + kind)
                .scope(Scope.PROVENANCE_READ)
                .summary("What the graph says of one " + kind.replace('-', ' '))
                .inHeader(Freshness.MIN_SIZE, "integer", "answer when the graph has reached this ledger size")
                .produces(mediaTypes)
                .answers(200, "Its triples, and those that point to it")
                .answers(404, "Nothing is known of it")
                .answers(410, "It was published and then withdrawn, or the receipt that told of it was erased")
                .answers(406, "No such form");
        PARAMETERS.stream()
                .filter(name -> form.contains("{" + name + "}"))
                .forEach(name -> builder.inPath(name, "escaped as in the IRIs that Whence gives"));
        boolean mayBePublished = form.startsWith("stac/") || PUBLISHED.contains(form.substring(0, form.indexOf('/')));
        return mayBePublished ? builder.forScripts().build() : builder.build();
    }

    private void describe(Context context) throws RefusedException {
        String chosen = Accepts.chosen(context, MEDIA_TYPES);
        freshness.await(context);
        String iri = AskedIri.of(iris, context);
        Caller caller = Caller.of(context);
        ThingDescription description = describer
                .describe(iri, caller.sight())
                .orElseThrow(() -> RunCrateRoutes.missing(
                        crates,
                        iri,
                        caller.sight(),
                        "Nothing is known of this; the graph may be a moment behind the ledger."));
        context.header("Whence-Complete", String.valueOf(description.complete()));
        Optional<String> crate = crates.find(iri, caller.sight()).map(found -> found.run() + RunCrateRoutes.SUFFIX);
        crate.ifPresent(address -> signpost(context, iri, address));
        if (chosen.equals(HTML)) {
            Reply.page(
                    context,
                    ThingPage.of(
                            description,
                            queries.all(),
                            attachments.seenBy(caller.sight()).about(iri),
                            crate,
                            iris));
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RDFWriter.source(description.graph()).format(format(chosen)).output(out);
        Reply.tagged(context, chosen, out.toByteArray());
    }

    /** What a machine looks for (Signposting), of a run that receipts tell of. */
    private static void signpost(Context context, String run, String crate) {
        for (String link : List.of(
                "<" + run + ">; rel=\"cite-as\"",
                "<https://schema.org/CreateAction>; rel=\"type\"",
                "<https://schema.org/AboutPage>; rel=\"type\"",
                "<" + crate + ">; rel=\"describedby\"; type=\"" + CrateDocument.MEDIA_TYPE + "\"")) {
            context.res().addHeader("Link", link);
        }
    }

    private static RDFFormat format(String mediaType) {
        return switch (mediaType) {
            case "application/ld+json" -> RDFFormat.JSONLD11_PLAIN;
            case "application/n-triples" -> RDFFormat.NTRIPLES_UTF8;
            case "application/rdf+xml" -> RDFFormat.RDFXML_PLAIN;
            default -> RDFFormat.TURTLE_PRETTY;
        };
    }
}
