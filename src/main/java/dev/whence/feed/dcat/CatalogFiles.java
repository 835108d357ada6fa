package dev.whence.feed.dcat;

import dev.whence.catalog.CatalogView;
import dev.whence.feed.FileTarget;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.rdf.Syntax;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalog's pages and its dump as files. A web server of files knows no queries, so the pages are numbered: {@code
 * catalog.ttl}, {@code catalog-2.ttl} … and lead from one to the next by these names. Thread-safe.
 */
public final class CatalogFiles {
    private static final long KEPT_BYTES = 8L << 20;
    private static final List<Syntax> SYNTAXES = List.of(Syntax.TURTLE, Syntax.JSON_LD);

    private final PublishedRecords records;
    private final CatalogAbout about;
    private final String organisation;
    private final int limit;

    /** @param organisation whose catalog it is */
    public CatalogFiles(PublishedRecords records, CatalogAbout about, String organisation) {
        this(records, about, organisation, PageRequest.MOST);
    }

    /** @param limit most records on a page */
    public CatalogFiles(PublishedRecords records, CatalogAbout about, String organisation, int limit) {
        this.records = records;
        this.about = about;
        this.organisation = organisation;
        this.limit = limit;
    }

    /** Every page in every syntax, all of one view; the first page of each is the last that is put. */
    public void pages(FileTarget target) throws IOException {
        for (Syntax syntax : SYNTAXES) {
            Map<String, CatalogPage> named = pages(syntax);
            List<String> names = List.copyOf(named.keySet());
            for (int i = names.size() - 1; i >= 0; i--) {
                String name = names.get(i);
                CatalogPage page = named.get(name);
                if (page != null) {
                    target.put(name, page::writeTo);
                }
            }
        }
    }

    private Map<String, CatalogPage> pages(Syntax syntax) {
        Map<String, Integer> numbers = new HashMap<>();
        Addresses addresses = new Addresses(records.iris(), (request, cursor) -> name(numbers, request, cursor));
        CatalogPages pages =
                new CatalogPages(records.catalog(), CatalogEntries.of(records), addresses, about, KEPT_BYTES);
        Map<String, CatalogPage> named = new LinkedHashMap<>();
        Optional<String> cursor = Optional.empty();
        try {
            do {
                CatalogPage page =
                        pages.page(new PageRequest(organisation, syntax, true, cursor, limit, Optional.empty()));
                named.put(
                        page.self().substring(records.iris().space(organisation).length()), page);
                // Asked for in order, so that the next page has the next number.
                page.next();
                cursor = page.nextCursor();
            } while (cursor.isPresent());
        } catch (RefusedException impossible) {
            throw new IllegalStateException("the catalog knows its own cursors", impossible);
        }
        return named;
    }

    private static String name(Map<String, Integer> numbers, PageRequest request, Cursor cursor) {
        Integer known = numbers.get(cursor.text());
        int number = known == null ? numbers.size() + 1 : known;
        numbers.put(cursor.text(), number);
        return "catalog" + (number == 1 ? "" : "-" + number) + "."
                + request.syntax().suffix();
    }

    /** The whole catalog as {@link CatalogDump#NAME}. */
    public void dump(OutputStream out) throws IOException {
        Addresses addresses = new Addresses(records.iris());
        CatalogView view = records.catalog().datasets(organisation).view();
        new DumpText(CatalogEntries.of(records), new Rendering(), addresses, new CatalogHead(addresses, about))
                .write(organisation, view, out);
    }
}
