package dev.whence.feed.dcat;

import dev.whence.receipt.Iris;
import java.util.ArrayList;
import java.util.List;

/** Absolute addresses of the catalog and its pages, all under the public base, whatever name a caller came by. */
record Addresses(Iris iris, PageNames names) {
    /** As they are answered over HTTP. */
    Addresses(Iris iris) {
        this(iris, Addresses::query);
    }

    /** What a page is called below its organisation's space. */
    @FunctionalInterface
    interface PageNames {
        String of(PageRequest request, Cursor cursor);
    }

    /** The catalog's IRI; without a page's cursor it answers with the first page of what is there now. */
    String catalog(String organisation) {
        return iris.space(organisation) + "catalog";
    }

    String page(PageRequest request, Cursor cursor) {
        return iris.space(request.organisation()) + names.of(request, cursor);
    }

    /** In the query, where harvesters look for it. */
    private static String query(PageRequest request, Cursor cursor) {
        List<String> query = new ArrayList<>(List.of("cursor=" + cursor.text()));
        if (request.limit() != PageRequest.USUAL_LIMIT) {
            query.add("limit=" + request.limit());
        }
        return "catalog"
                + (request.isBySuffix() ? "." + request.syntax().suffix() : "")
                + "?"
                + String.join("&", query);
    }

    /** The whole catalog in one file. */
    String dump(String organisation) {
        return iris.space(organisation) + "dump/catalog.nq.gz";
    }
}
