package dev.whence.serve.page;

import dev.whence.catalog.Change;
import dev.whence.feed.Published;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.CatalogAbout;
import dev.whence.feed.dcat.CatalogPage;
import dev.whence.feed.rdf.Syntax;
import dev.whence.vocab.Dct;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A page of the catalog for people: what is published, each with a link to its own page. */
public final class CatalogListPage {
    private final CatalogPage page;
    private final PublishedRecords records;
    private final String organisation;
    private final Names names;

    private CatalogListPage(CatalogPage page, PublishedRecords records, String organisation) {
        this.page = page;
        this.records = records;
        this.organisation = organisation;
        this.names = new Names(records.iris());
    }

    public static String of(CatalogPage page, PublishedRecords records, CatalogAbout about, String organisation) {
        return new CatalogListPage(page, records, organisation).write(about);
    }

    private String write(CatalogAbout about) {
        Html body = Html.fragment();
        body.element("p", about.description());
        body.element("p", page.total() == 1 ? "One dataset." : page.total() + " datasets.", "class", "soft");
        body.open("p", "class", "links");
        String here = PublishedPage.place(organisation);
        for (Syntax syntax : Syntax.values()) {
            body.link(here + "/catalog." + syntax.suffix(), syntax.mediaType());
        }
        body.link(here + "/dump/catalog.nq.gz", "All of it in one file").close("p");
        List<List<Cell>> rows = page.changes().stream().map(this::row).toList();
        if (!rows.isEmpty()) {
            body.table("Datasets", List.of("dataset", "changed"), rows);
        }
        page.next().ifPresent(next -> body.open("p").link(path(next), "More").close("p"));
        return Html.page(about.title(), body);
    }

    private List<Cell> row(Change change) {
        String iri = records.iri(organisation, change.key());
        Cell named = names.cell(iri);
        String title = records.read(organisation, change)
                .flatMap(CatalogListPage::title)
                .orElseGet(named::text);
        return List.of(
                new Cell(
                        change.isThere() ? title : title + " (withdrawn)",
                        Optional.empty(),
                        named.address(),
                        named.whole()),
                Cell.of(change.time().toString()));
    }

    private static Optional<String> title(Published published) {
        return published.triples().stream()
                .filter(triple -> triple.getSubject().hasURI(published.iri())
                        && triple.predicateMatches(Dct.TITLE)
                        && triple.getObject().isLiteral())
                .map(triple -> triple.getObject().getLiteralLexicalForm())
                .sorted()
                .findFirst();
    }

    private static String path(String address) {
        URI uri = URI.create(address);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
