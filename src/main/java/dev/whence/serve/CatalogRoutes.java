package dev.whence.serve;

import dev.whence.feed.dcat.CatalogPage;
import dev.whence.feed.dcat.CatalogPages;
import dev.whence.feed.dcat.PageRequest;
import dev.whence.feed.rdf.Syntax;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.serve.Streamed.Packing;
import dev.whence.serve.page.CatalogListPage;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The published catalog as DCAT, page by page, for harvesters. Open to everybody: there is nothing here but what was
 * published. Parameters that it does not know are let be, as harvesters bring their own.
 */
final class CatalogRoutes {
    /** Of rendered records: some thousands, so that harvesters that come together are served from memory. */
    private static final long KEPT_BYTES = 16L << 20;

    /** Harvesters that take anything get Turtle. */
    private static final List<String> MEDIA_TYPES =
            Stream.concat(Syntax.mediaTypes().stream(), Stream.of(Reply.HTML)).toList();

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final PublicCatalog catalog;
    private final CatalogPages pages;

    CatalogRoutes(PublicCatalog catalog) {
        this.catalog = catalog;
        this.pages = new CatalogPages(catalog.records(), catalog.about(), KEPT_BYTES);
    }

    void register(Api api) {
        for (Owner owner : Owner.values()) {
            api.route(route(owner, "/catalog", "catalog", MEDIA_TYPES), this::negotiated);
            for (Syntax syntax : Syntax.values()) {
                api.route(
                        route(
                                owner,
                                "/catalog." + syntax.suffix(),
                                "catalog-" + syntax.suffix(),
                                List.of(syntax.mediaType())),
                        context -> answer(context, syntax, true));
            }
        }
    }

    private static Route route(Owner owner, String path, String id, List<String> mediaTypes) {
        return owner.get(path, id)
                .open()
                .forScripts()
                .summary("The published catalog as DCAT, a page of it")
                .inQuery("cursor", "string", false, "where a page begins, as hydra:next and Link rel=next give it")
                .inQuery("limit", "integer", false, "datasets on a page, 1 to " + PageRequest.MOST)
                .inQuery(
                        "modified_since",
                        "string",
                        false,
                        "an ISO 8601 date or time: only what changed then or later, with as:Delete for what went")
                .produces(mediaTypes)
                .givesHeader("ETag", "a strong validator of the page in this form")
                .givesHeader(Conditions.MODIFIED, "when the catalog last changed; not with a cursor")
                .givesHeader("Link", "the first page and the next one")
                .answers(200, "The page")
                .answers(304, "It is what the caller has")
                .answers(400, "A parameter makes no sense")
                .answers(406, "No such form")
                .build();
    }

    private void negotiated(Context context) throws RefusedException, IOException {
        String chosen = Accepts.chosen(context, MEDIA_TYPES);
        if (chosen.equals(Reply.HTML)) {
            CatalogPage page = page(context, Syntax.TURTLE, false);
            Reply.page(context, CatalogListPage.of(page, catalog.records(), catalog.about(), Owner.published(context)));
        } else {
            answer(context, Syntax.ofMediaType(chosen).orElseThrow(), false);
        }
    }

    private CatalogPage page(Context context, Syntax syntax, boolean bySuffix) throws RefusedException {
        CatalogPage page = pages.page(new PageRequest(
                Owner.published(context),
                syntax,
                bySuffix,
                Optional.ofNullable(context.queryParam("cursor")),
                limit(context),
                since(context)));
        if (context.queryParam("cursor") == null) {
            // Of a view that is past no date is said: what is erased in it leaves none.
            page.modified().ifPresent(time -> Conditions.changed(context, time));
        }
        context.res().addHeader("Link", "<" + page.first() + ">; rel=\"first\"");
        page.next().ifPresent(next -> context.res().addHeader("Link", "<" + next + ">; rel=\"next\""));
        return page;
    }

    private void answer(Context context, Syntax syntax, boolean bySuffix) throws RefusedException, IOException {
        CatalogPage page = page(context, syntax, bySuffix);
        Streamed.answer(context, syntax.mediaType(), page.tag(), Packing.GZIP_WHERE_ACCEPTED, page::writeTo);
    }

    private static int limit(Context context) throws RefusedException {
        String text = context.queryParam("limit");
        if (text == null) {
            return PageRequest.USUAL_LIMIT;
        }
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > PageRequest.MOST) {
            throw refused("limit", "is a whole number from 1 to " + PageRequest.MOST);
        }
        return limit;
    }

    private static Optional<Instant> since(Context context) throws RefusedException {
        String text = context.queryParam("modified_since");
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(text));
        } catch (DateTimeException notATime) {
            throw refused(
                    "modified_since", "is a date or time in ISO 8601, such as 2026-01-31 or 2026-01-31T12:00:00Z");
        }
    }

    /** Without a zone it is UTC. A plus sign that was not escaped has come as a space. */
    private static Instant instant(String text) {
        String iso = text.strip().replace(' ', '+');
        if (iso.indexOf('T') < 0) {
            return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String time = iso.substring(iso.indexOf('T'));
        boolean hasZone = time.endsWith("Z") || time.indexOf('+') > 0 || time.indexOf('-') > 0;
        return hasZone
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    private static RefusedException refused(String parameter, String what) {
        String message = "'" + parameter + "' " + what + ".";
        return new RefusedException(Problem.of(
                ProblemType.BAD_REQUEST, message, List.of(new Violation("", "query:" + parameter, message))));
    }
}
