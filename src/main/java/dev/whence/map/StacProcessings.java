package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.StacProcessing;
import dev.whence.receipt.StacProcessing.Expression;
import dev.whence.receipt.StacProcessing.Software;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Processing;
import dev.whence.vocab.Prov;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDFS;

/**
 * How an Item says that it was made. Software and place are attributed to the Item and not associated with its run: what a
 * run had is for its receipt to say.
 */
final class StacProcessings {
    private final Statements out;
    private final Node item;

    StacProcessings(Statements out, Node item) {
        this.out = out;
        this.item = item;
    }

    void say(StacProcessing processing) {
        processing.lineage().ifPresent(this::lineage);
        out.text(item, Processing.LEVEL, processing.level());
        out.text(item, Processing.VERSION, processing.version());
        processing.facility().ifPresent(this::facility);
        processing.software().forEach(this::software);
        processing.expression().ifPresent(this::expression);
        processing.datetime().ifPresent(at -> {
            out.time(item, Processing.DATETIME, at);
            out.time(item, Prov.GENERATED_AT_TIME, at);
        });
    }

    private void lineage(String text) {
        Node statement = NodeFactory.createURI(Iris.helper(item.getURI(), "provenance"));
        out.say(item, Dct.PROVENANCE, statement);
        out.type(statement, Dct.PROVENANCE_STATEMENT);
        out.text(statement, RDFS.Nodes.label, text);
    }

    private void facility(String name) {
        out.text(item, Processing.FACILITY, name);
        out.say(item, Prov.WAS_ATTRIBUTED_TO, Agents.agent(out, Prov.ORGANIZATION, name));
    }

    private void software(Software software) {
        String name = software.version().isEmpty() ? software.name() : software.name() + "@" + software.version();
        out.text(item, Processing.SOFTWARE, (software.name() + " " + software.version()).strip());
        out.say(item, Prov.WAS_ATTRIBUTED_TO, Agents.agent(out, Prov.SOFTWARE_AGENT, name));
    }

    private void expression(Expression expression) {
        Node plan = NodeFactory.createURI(Iris.helper(item.getURI(), "expression"));
        out.say(item, Processing.EXPRESSION, plan);
        out.type(plan, Prov.PLAN);
        out.text(plan, Dct.FORMAT, expression.format());
        out.text(plan, Prov.VALUE, expression.text());
    }
}
