package dev.whence.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.dcat.ProvGraph;
import dev.whence.dcat.UnreadableException;
import dev.whence.dcat.WrittenRecord;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptKind;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.sparql.graph.GraphFactory;

/** A record on its way to its public form. For one thread. */
sealed interface PublicForm {
    /**
     * Begins with a record as it was handed in.
     *
     * @param document stays as it is
     * @throws UnreadableException where it cannot be read, though it was when it came in
     */
    static PublicForm of(ReceiptKind kind, ObjectNode document, PlaceMembers places) throws UnreadableException {
        return kind == ReceiptKind.DCAT_DATASET
                ? new OfDataset(document, places)
                : new OfDocument(kind, document, places);
    }

    /**
     * Makes places coarser.
     *
     * @return where a place still seems to be told
     */
    List<String> generalize(double metres);

    /**
     * Takes attributes out; before places are made coarser.
     *
     * @return those of which it is not certain that they are gone
     * @throws UnreadableException where what is left cannot be read any more
     */
    List<String> remove(List<String> fields) throws UnreadableException;

    /** Whether the record tells anything that was to be hidden; boxes that are coarse enough by themselves are not. */
    boolean tellsLess();

    /**
     * The record's JSON, which says of itself what it is now, and not what it was made from.
     *
     * @throws UnreadableException where what is left cannot be written as a record
     */
    ObjectNode labelled(PolicyLabel label) throws UnreadableException;

    /** Of a dataset in whatever syntax of RDF: where nothing is changed it stays as it was handed in. */
    final class OfDataset implements PublicForm {
        private final DcatForm dataset;
        private final ObjectNode document;
        private final PlaceMembers places;

        private OfDataset(ObjectNode document, PlaceMembers places) throws UnreadableException {
            this.dataset = DcatForm.of(document);
            this.document = document;
            this.places = places;
        }

        @Override
        public List<String> generalize(double metres) {
            return dataset.generalize(metres, places);
        }

        /** Pointers lead into JSON, and what is left of a record then is triples. */
        @Override
        public List<String> remove(List<String> fields) throws UnreadableException {
            dataset.remove(
                    fields.stream().filter(field -> !field.startsWith("/")).toList());
            return fields.stream().filter(field -> field.startsWith("/")).toList();
        }

        @Override
        public boolean tellsLess() {
            return dataset.tellsLess();
        }

        @Override
        public ObjectNode labelled(PolicyLabel label) throws UnreadableException {
            return dataset.isChanged() ? dataset.record(document, label) : document.deepCopy();
        }
    }

    /** Of a record that is JSON itself. */
    final class OfDocument implements PublicForm {
        private static final List<String> LABELS = List.of("kfm:policy_label", "policy_label");
        /** How something was made may tell a place in any words. */
        private static final List<String> TELLING = List.of("spatial", "geometry", "bbox", "wktLiteral");

        private final ReceiptKind kind;
        private final ObjectNode form;
        private final PlaceMembers places;
        private boolean less;

        private OfDocument(ReceiptKind kind, ObjectNode document, PlaceMembers places) {
            this.kind = kind;
            this.form = document.deepCopy();
            this.places = places;
        }

        @Override
        public List<String> generalize(double metres) {
            if (kind.isStac()) {
                Generalization generalization = new Generalization(metres, places);
                List<String> telling = generalization.apply(form);
                less |= generalization.hides();
                return telling;
            }
            String text = form.toString();
            boolean tells =
                    PlacesInText.tells(text) || TELLING.stream().anyMatch(text::contains) || tellsAsGraph(metres);
            return tells ? List.of("(somewhere in it)") : List.of();
        }

        /** Places that stand as one number here and one there, in whatever syntax. */
        private boolean tellsAsGraph(double metres) {
            try {
                Graph read = GraphFactory.createGraphMem();
                GraphUtil.addInto(read, ProvGraph.of(WrittenRecord.of(form)).graph());
                GraphGeneralization generalization = new GraphGeneralization(metres, places);
                return !generalization.apply(read).isEmpty() || generalization.hides();
            } catch (UnreadableException unreadable) {
                return true;
            }
        }

        @Override
        public List<String> remove(List<String> fields) {
            ObjectNode before = form.deepCopy();
            List<String> left = AttributeRemoval.remove(form, fields);
            less |= !form.equals(before);
            return left;
        }

        @Override
        public boolean tellsLess() {
            return less;
        }

        @Override
        public ObjectNode labelled(PolicyLabel label) {
            ObjectNode inner = form.path("document") instanceof ObjectNode document ? document : form;
            relabel(form, label);
            relabel(inner, label);
            if (inner.path("properties") instanceof ObjectNode properties) {
                relabel(properties, label);
            }
            return form;
        }

        private static void relabel(ObjectNode object, PolicyLabel label) {
            for (String name : LABELS) {
                if (object.has(name)) {
                    object.put(name, label.text());
                }
            }
        }
    }
}
