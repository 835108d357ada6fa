package dev.whence.serve.page;

import dev.whence.query.canned.CannedQuery;
import dev.whence.query.thing.ThingDescription;
import dev.whence.receipt.Iris;
import dev.whence.receive.AttachmentArchive;
import dev.whence.vocab.Whence;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/** One thing: what is said of it, what points to it, and what can be asked about it. */
public final class ThingPage {
    private static final Set<String> WALKED =
            Set.of("artifact", "content", "location", "run", "dataset-version", "receipt", "thing");

    private static final int MOST_RECEIPTS = 5;

    private final ThingDescription thing;
    private final Names names;
    private final Html body = Html.fragment();

    private ThingPage(ThingDescription thing, Names names) {
        this.thing = thing;
        this.names = names;
    }

    /**
     * The page of one thing.
     *
     * @param queries those that may be asked about it
     * @param attachments of the receipts that speak of it
     * @param crate where it is had as an RO-Crate; nothing where it is no run
     * @param iris the base of its IRI
     */
    public static String of(
            ThingDescription thing,
            Collection<CannedQuery> queries,
            List<AttachmentArchive.Stored> attachments,
            Optional<String> crate,
            Iris iris) {
        return new ThingPage(thing, new Names(iris)).write(queries, attachments, crate);
    }

    private String write(
            Collection<CannedQuery> queries, List<AttachmentArchive.Stored> attachments, Optional<String> crate) {
        body.open("p").open("code").text(thing.iri()).close("code").close("p");
        questions(queries, crate);
        AttachmentTable.write(body, attachments);
        said();
        pointing();
        return Html.page(title(), body);
    }

    /** The questions that need nothing but a thing of this kind. */
    private void questions(Collection<CannedQuery> queries, Optional<String> crate) {
        String kind = names.kind(thing.iri()).orElse("");
        String given = URLEncoder.encode(thing.iri(), StandardCharsets.UTF_8);
        body.open("p", "class", "links");
        evidence();
        crate.flatMap(iri -> names.cell(iri).address())
                .ifPresent(address -> body.link(address, "All of it, as an RO-Crate"));
        if (WALKED.contains(kind)) {
            body.link("/lineage?format=html&entity=" + given, "What it was made from");
            body.link("/lineage?format=html&direction=down&entity=" + given, "What was made from it");
        }
        for (CannedQuery query : queries) {
            query.parameters().stream()
                    .filter(parameter ->
                            parameter.isRequired() && parameter.type().word().equals(kind))
                    .forEach(parameter -> body.link(
                            "/queries/" + query.name() + "?" + parameter.name() + "=" + given, query.title()));
        }
        body.close("p");
    }

    /** The receipts that tell of it, each with its proof. */
    private void evidence() {
        thing.pointing().stream()
                .filter(triple -> triple.predicateMatches(Whence.DESCRIBES))
                .map(triple -> names.cell(triple.getSubject()).address())
                .flatMap(Optional::stream)
                .limit(MOST_RECEIPTS)
                .forEach(receipt -> body.link(receipt, "Its receipt")
                        .link(receipt.replace("/receipt/", "/receipts/") + "/proof", "A proof of that"));
    }

    private void said() {
        if (!thing.own().isEmpty()) {
            body.element("h2", "What is said of it");
            body.table(
                    "What is said of it",
                    List.of("property", "value"),
                    thing.own().stream()
                            .map(triple -> List.of(property(triple), names.cell(triple.getObject())))
                            .toList());
        }
    }

    private void pointing() {
        if (!thing.pointing().isEmpty()) {
            String heading = thing.complete() ? "What points to it" : "Some of what points to it";
            body.element("h2", heading);
            body.table(
                    heading,
                    List.of("from", "property"),
                    thing.pointing().stream()
                            .map(triple -> List.of(names.cell(triple.getSubject()), property(triple)))
                            .toList());
        }
    }

    private static Cell property(Triple triple) {
        String iri = triple.getPredicate().getURI();
        return Cell.brief(Names.term(iri), iri);
    }

    private String title() {
        return literal("http://purl.org/dc/terms/title")
                .or(() -> literal("http://purl.org/dc/terms/identifier"))
                .orElseGet(this::called);
    }

    private String called() {
        Cell cell = names.cell(thing.iri());
        return cell.kind().map(kind -> kind + " " + cell.text()).orElse(cell.text());
    }

    private Optional<String> literal(String property) {
        return thing.own().stream()
                .filter(triple -> triple.getPredicate().hasURI(property)
                        && triple.getSubject().hasURI(thing.iri())
                        && triple.getObject().isLiteral())
                .map(Triple::getObject)
                .map(Node::getLiteralLexicalForm)
                .findFirst();
    }
}
