package dev.whence.serve.page;

import dev.whence.catalog.Change;
import dev.whence.feed.Published;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.PublishedThing.Part;
import dev.whence.feed.dcat.PublishedThing.There;
import dev.whence.feed.rdf.Description;
import dev.whence.receipt.Iris;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Spdx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;

/**
 * Something that is published: what it is, its files, how it was made, and the evidence. From here links alone lead to the
 * run, its receipt, the proof of that, and its inputs.
 */
public final class PublishedPage {
    private static final int MOST_CHANGES = 100;

    private final There thing;
    private final PublishedRecords records;
    private final String place;
    private final Names names;
    private final Html body = Html.fragment();

    private PublishedPage(There thing, PublishedRecords records, String organisation) {
        this.thing = thing;
        this.records = records;
        this.place = place(organisation);
        this.names = new Names(records.iris());
    }

    public static String of(There thing, PublishedRecords records, String organisation) {
        return new PublishedPage(thing, records, organisation).write();
    }

    /** Where what an organisation owns lies on this server, without a slash at the end. */
    static String place(String organisation) {
        return organisation.equals(Iris.DEFAULT_ORGANISATION) ? "" : "/o/" + Iris.segment(organisation);
    }

    private String write() {
        Published published = thing.published();
        body.open("p").open("code").text(thing.iri()).close("code").close("p");
        published.publication().notice().ifPresent(notice -> body.element("p", notice, "class", "notice"));
        text(Dct.DESCRIPTION).ifPresent(description -> body.element("p", description));
        body.open("p", "class", "links");
        runs().forEach(run -> body.link(path(run), "The run that made it"));
        if (thing.part() != Part.WHOLE) {
            body.link(path(published.iri()), "What this belongs to");
        }
        if (thing.part() != Part.RECORD) {
            body.link(path(published.record()), "The catalog's record of it");
        }
        body.link(path(published.receipt()), "The receipt that published it");
        body.link(place + "/receipts/" + published.id().text() + "/proof", "A proof of that");
        body.close("p");
        if (thing.part() != Part.RECORD) {
            files();
            making();
        }
        said();
        if (thing.part() == Part.RECORD) {
            history();
        }
        return Html.page(title(), body);
    }

    private String title() {
        if (thing.part() == Part.RECORD) {
            return "Record of "
                    + published(Dct.TITLE).orElse(published(Dct.IDENTIFIER).orElse("a dataset"));
        }
        return text(Dct.TITLE)
                .or(() -> text(Dct.IDENTIFIER))
                .orElseGet(() -> names.cell(thing.iri()).text());
    }

    /** Of what the record describes, wherever this is. */
    private Optional<String> published(Node property) {
        return thing.published().triples().stream()
                .filter(triple -> triple.getSubject().hasURI(thing.published().iri())
                        && triple.predicateMatches(property)
                        && triple.getObject().isLiteral())
                .map(triple -> triple.getObject().getLiteralLexicalForm())
                .sorted()
                .findFirst();
    }

    private List<Node> values(Node property) {
        return thing.itself().map(itself -> itself.values(property)).orElse(List.of());
    }

    private Optional<String> text(Node property) {
        return values(property).stream()
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .findFirst();
    }

    private List<String> runs() {
        return values(Prov.WAS_GENERATED_BY).stream().map(Node::getURI).toList();
    }

    private String path(String iri) {
        return names.cell(iri).address().orElse(iri);
    }

    private void files() {
        List<List<Cell>> rows = thing.said().stream()
                .filter(one -> !one.values(Dcat.ACCESS_URL).isEmpty())
                .map(this::file)
                .toList();
        if (!rows.isEmpty()) {
            body.element("h2", "Files");
            body.table("Files", List.of("file", "media type", "bytes", "SHA-256", "its bytes in receipts"), rows);
        }
    }

    private List<Cell> file(Description file) {
        Optional<Node> address = first(file, Dcat.DOWNLOAD_URL).or(() -> first(file, Dcat.ACCESS_URL));
        String title = first(file, Dct.TITLE)
                .map(Node::getLiteralLexicalForm)
                .orElseGet(() -> file.subject().substring(file.subject().lastIndexOf('/') + 1));
        Optional<Node> checksum = first(file, Spdx.CHECKSUM).flatMap(this::checksum);
        return List.of(
                address.map(node -> names.cell(node.getURI()))
                        .map(cell -> new Cell(title, Optional.empty(), cell.address(), cell.whole()))
                        .orElse(Cell.of(title)),
                Cell.of(first(file, Dcat.MEDIA_TYPE)
                        .map(node -> node.getURI().replaceFirst(".*/media-types/", ""))
                        .orElse("")),
                Cell.of(first(file, Dcat.BYTE_SIZE)
                        .map(Node::getLiteralLexicalForm)
                        .orElse("")),
                checksum.map(Node::getLiteralLexicalForm)
                        .map(hex -> Cell.brief(Names.brief(hex), hex))
                        .orElse(Cell.of("")),
                first(file, Prov.SPECIALIZATION_OF).map(names::cell).orElse(Cell.of("")));
    }

    private Optional<Node> checksum(Node node) {
        return thing.said().stream()
                .filter(one -> one.subject().equals(node.getURI()))
                .flatMap(one -> one.values(Spdx.CHECKSUM_VALUE).stream())
                .findFirst();
    }

    private static Optional<Node> first(Description description, Node property) {
        return description.values(property).stream().findFirst();
    }

    private void making() {
        List<List<Cell>> rows = new ArrayList<>();
        runs().forEach(run -> rows.add(List.of(Cell.of("made by the run"), names.cell(run))));
        values(Prov.WAS_DERIVED_FROM).forEach(source -> rows.add(List.of(Cell.of("made from"), names.cell(source))));
        if (!rows.isEmpty()) {
            body.element("h2", "How it was made");
            body.table("How it was made", List.of("how", "what"), rows);
        }
    }

    /** What its helper nodes say stands with the property that leads to them. */
    private void said() {
        List<List<Cell>> rows = new ArrayList<>();
        thing.itself().ifPresent(itself -> say(itself, "", rows));
        if (!rows.isEmpty()) {
            body.element("h2", "What is said of it");
            body.table("What is said of it", List.of("property", "value"), rows);
        }
    }

    private void say(Description description, String before, List<List<Cell>> rows) {
        description.properties().forEach((property, values) -> {
            String name = before + Names.term(property);
            for (Node value : values) {
                Optional<Description> helper = helper(description, value);
                if (helper.isPresent()) {
                    say(helper.get(), name + " › ", rows);
                } else if (before.isEmpty() || !property.equals(RDF.type.getURI())) {
                    rows.add(List.of(Cell.brief(name, property), names.cell(value)));
                }
            }
        });
    }

    /** A node that exists only to say more of the thing; its IRI is longer than the one that leads to it. */
    private Optional<Description> helper(Description description, Node value) {
        return value.isURI()
                        && value.getURI().startsWith(thing.iri() + "#")
                        && value.getURI().length() > description.subject().length()
                ? thing.said().stream()
                        .filter(one -> one.subject().equals(value.getURI()))
                        .findFirst()
                : Optional.empty();
    }

    /** The newest first. */
    private void history() {
        List<Change> changes = new ArrayList<>(thing.history());
        Collections.reverse(changes);
        body.element("h2", "Its changes");
        body.table(
                "Its changes",
                List.of("what", "when", "by the receipt"),
                changes.stream().limit(MOST_CHANGES).map(this::change).toList());
    }

    private List<Cell> change(Change change) {
        String what = switch (change.type()) {
            case CREATE -> "published";
            case UPDATE -> "published anew";
            case DELETE -> "withdrawn";
        };
        String receipt = records.receipt(change).text();
        return List.of(
                Cell.of(what),
                Cell.of(change.time().toString()),
                Cell.link(Names.brief(receipt), place + "/receipts/" + receipt));
    }
}
