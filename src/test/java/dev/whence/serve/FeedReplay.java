package dev.whence.serve;

import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.vocabulary.RDF;

/** Reads a feed from its first page on, as a client does that knows nothing. */
final class FeedReplay {
    static final String AS = "https://www.w3.org/ns/activitystreams#";
    static final String TREE = "https://w3id.org/tree#";

    private final TestWhence whence;
    private final String accept;
    private final Map<String, Answer> pages = new LinkedHashMap<>();
    private final List<DatasetGraph> read = new ArrayList<>();

    private FeedReplay(TestWhence whence, String accept) {
        this.whence = whence;
        this.accept = accept;
    }

    static FeedReplay of(TestWhence whence, String accept) {
        FeedReplay replay = new FeedReplay(whence, accept);
        replay.follow("/feed");
        return replay;
    }

    private void follow(String path) {
        if (pages.containsKey(path)) {
            return;
        }
        Answer answer = whence.web().get(path, "Accept", accept);
        if (answer.status() != 200) {
            throw new AssertionError(path + " " + answer.status() + " " + answer.text());
        }
        pages.put(path, answer);
        DatasetGraph page = DatasetGraphFactory.create();
        RDFParser.fromString(answer.text(), RDFLanguages.contentTypeToLang(answer.mediaType()))
                .parse(page);
        read.add(page);
        page
                .getDefaultGraph()
                .find(Node.ANY, iri(TREE + "node"), Node.ANY)
                .mapWith(triple -> triple.getObject().getURI())
                .toList()
                .stream()
                .distinct()
                .forEach(next -> follow(whence.pathOf(next)));
    }

    /** By address, in the order in which they were found. */
    Map<String, Answer> pages() {
        return pages;
    }

    List<DatasetGraph> read() {
        return read;
    }

    /** A member of the stream. */
    record Member(String iri, String type, String object, String published, Graph payload) {}

    /** In the order of the stream's timestamps and of the pages. */
    List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (DatasetGraph page : read) {
            page.getDefaultGraph()
                    .find(Node.ANY, iri(TREE + "member"), Node.ANY)
                    .mapWith(triple -> triple.getObject())
                    .forEachRemaining(member -> members.add(member(page, member)));
        }
        members.sort(java.util.Comparator.comparing(
                member -> Integer.parseInt(member.iri().substring(member.iri().lastIndexOf('-') + 1))));
        return members;
    }

    private static Member member(DatasetGraph page, Node member) {
        Graph said = page.getDefaultGraph();
        return new Member(
                member.getURI(),
                one(said, member, RDF.Nodes.type).getURI().substring(AS.length()),
                one(said, member, iri(AS + "object")).getURI(),
                one(said, member, iri(AS + "published")).getLiteralLexicalForm(),
                page.getGraph(member));
    }

    private static Node one(Graph graph, Node subject, Node property) {
        return graph.find(subject, property, Node.ANY).toList().get(0).getObject();
    }

    /** What is there after all that happened, by what it describes. */
    Map<String, Graph> result() {
        Map<String, Graph> there = new LinkedHashMap<>();
        for (Member member : members()) {
            if (member.type().equals("Delete")) {
                there.remove(member.object());
            } else {
                there.put(member.object(), member.payload());
            }
        }
        return there;
    }

    static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }
}
