package dev.whence.serve.page;

import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.PublishedThing.Gone;

/** Stands where something was published once: when it went, why, and the evidence of that. */
public final class WithdrawnPage {
    private WithdrawnPage() {}

    public static String of(Gone gone, PublishedRecords records, String organisation) {
        String receipts = PublishedPage.place(organisation) + "/receipts/";
        String receipt = records.receipt(gone.deletion()).text();
        Html body = Html.fragment();
        body.open("p").open("code").text(gone.iri()).close("code").close("p");
        body.element(
                "p",
                "This was published, and was taken out of the catalog on "
                        + gone.deletion().time() + ".",
                "class",
                "notice");
        body.element("p", gone.reason().map(why -> "Why: " + why).orElse("It is not said why."));
        body.open("p", "class", "links");
        body.link(receipts + receipt, "The receipt that says so");
        body.link(receipts + receipt + "/proof", "A proof of that");
        return Html.page("No longer published", body.close("p"));
    }
}
