package dev.whence.feed.ldes;

import dev.whence.canonical.Sha256;
import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.feed.Published;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.DatasetDescriptions;
import dev.whence.feed.rdf.Description;
import dev.whence.feed.rdf.DescriptionWriter;
import dev.whence.feed.rdf.Descriptions;
import dev.whence.vocab.ActivityStreams;
import dev.whence.vocab.Ldes;
import dev.whence.vocab.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/** One page of the feed: what is on it is decided, and it is made while it is written. */
public final class FeedPage {
    /** Changes whenever the same changes would give other text than before. */
    private static final String VERSION = "2";

    private static final int TAG_DIGITS = 32;
    private static final Node TRUE = NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean);

    private final FeedSyntax syntax;
    private final FeedAddresses addresses;
    private final CatalogView view;
    private final Optional<FeedTree.Place> place;
    private final PublishedRecords records;
    private final DatasetDescriptions descriptions;
    private final FeedTree tree;
    private final List<Change> changes;

    /** @param place nothing for the first page */
    FeedPage(
            FeedSyntax syntax,
            FeedAddresses addresses,
            CatalogView view,
            Optional<FeedTree.Place> place,
            PublishedRecords records,
            DatasetDescriptions descriptions) {
        this.syntax = syntax;
        this.addresses = addresses;
        this.view = view;
        this.place = place;
        this.records = records;
        this.descriptions = descriptions;
        this.tree = new FeedTree(view.changeCount());
        this.changes = place
                .filter(FeedTree.Place::isLeaf)
                .map(leaf -> view.changes(Math.toIntExact(leaf.first()), FeedTree.CHANGES))
                .orElse(List.of())
                .stream()
                // Its content is nowhere any more; a later change tells what became of the record.
                .filter(change -> !change.isThere() || !view.isErased(change))
                .toList();
    }

    public FeedSyntax syntax() {
        return syntax;
    }

    /** Whether nothing comes to it any more. */
    public boolean isClosed() {
        return place.filter(tree::isFull).isPresent();
    }

    /** A strong validator, without quotation marks: equal tags mean equal bytes. */
    public String tag() {
        StringBuilder rests =
                new StringBuilder(String.join("\n", VERSION, DatasetDescriptions.VERSION, syntax.name(), address()));
        // A page that leads to others says more with every change, unless it is full.
        rests.append('\n').append(isClosed() || !changes.isEmpty() ? "" : view.size());
        rests.append('\n').append(isClosed());
        changes.forEach(change -> rests.append('\n').append(change.sequence()));
        return Sha256.hex(rests.toString().getBytes(StandardCharsets.UTF_8)).substring(0, TAG_DIGITS);
    }

    private String address() {
        return place.map(addresses::page).orElseGet(addresses::first);
    }

    /** Writes it; holds no more of it in memory than one record. */
    public void writeTo(OutputStream out) throws IOException {
        DescriptionWriter writer = syntax.writer();
        StringBuilder text = new StringBuilder(8192).append(writer.head());
        String between = "";
        for (Description description : head()) {
            text.append(between);
            writer.write(description, text);
            between = writer.between();
        }
        flush(text, out);
        for (Change change : changes) {
            member(change, text);
            flush(text, out);
        }
        flush(text.append(writer.foot()), out);
    }

    private static void flush(StringBuilder text, OutputStream out) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private List<Description> head() {
        FeedHead head = new FeedHead(addresses, view);
        Descriptions said = new Descriptions();
        Node self = FeedHead.iri(address());
        said.say(self, RDF.Nodes.type, Tree.NODE_CLASS);
        head.stream(said);
        if (place.isEmpty()) {
            head.retention(said);
        }
        if (isClosed()) {
            said.say(self, Ldes.IMMUTABLE, TRUE);
        }
        place.map(tree::below).orElseGet(tree::top).forEach(below -> head.relation(address(), tree, below, said));
        Node stream = FeedHead.iri(addresses.stream());
        changes.forEach(change -> said.say(stream, Tree.MEMBER, FeedHead.iri(addresses.member(change))));
        return said.ordered();
    }

    private void member(Change change, StringBuilder out) {
        Node member = FeedHead.iri(addresses.member(change));
        Descriptions said = new Descriptions();
        said.say(member, RDF.Nodes.type, type(change));
        said.say(member, ActivityStreams.OBJECT, FeedHead.iri(records.iri(addresses.organisation(), change.key())));
        said.say(member, ActivityStreams.PUBLISHED, FeedHead.time(change.time()));
        DescriptionWriter writer = syntax.writer();
        for (Description description : said.ordered()) {
            out.append(writer.between());
            writer.write(description, out);
        }
        Optional<Published> published = records.read(addresses.organisation(), change);
        if (published.isPresent()) {
            out.append(writer.between());
            syntax.graph(member.getURI(), descriptions.of(published.get()), out);
        }
    }

    private static Node type(Change change) {
        return switch (change.type()) {
            case CREATE -> ActivityStreams.CREATE;
            case UPDATE -> ActivityStreams.UPDATE;
            case DELETE -> ActivityStreams.DELETE;
        };
    }
}
