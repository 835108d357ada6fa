package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which part of a list is asked for.
 *
 * @param from where it begins
 * @param limit how many items at most
 */
record Page(Cursors.Position from, int limit) {
    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final int LONGEST_CURSOR = 256;

    /** @param size the ledger size that a list without a cursor is made of */
    static Page read(Fields params, Call call, Cursors cursors, long size) {
        Cursors.Position start = new Cursors.Position(size, 0);
        Optional<Fields> asked = params.within("page");
        if (asked.isEmpty()) {
            return new Page(start, USUAL);
        }
        Fields page = asked.get();
        Optional<String> cursor = page.optionalText("cursor", LONGEST_CURSOR);
        Optional<Cursors.Position> place = cursor.flatMap(text -> cursors.read(text, call));
        if (cursor.isPresent() && place.isEmpty()) {
            page.fault(
                    "cursor",
                    "params:cursor",
                    "This is not a cursor of this list; send the last answer's next_cursor with the same params,"
                            + " or begin again without one.");
        }
        int limit = page.optionalWhole("limit", 1, MOST).orElse(USUAL);
        page.refuseOthers();
        return new Page(place.orElse(start), limit);
    }

    /**
     * Renders a list twice, as the protocol has it.
     *
     * @param next where the list goes on; nothing at its end
     * @param total how many items the whole list has, where that is known
     */
    static ObjectNode render(String name, List<ObjectNode> items, Optional<String> next, OptionalInt total) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode list = result.putArray(name).addAll(items);
        ObjectNode page = result.putObject("page");
        page.set("items", list);
        next.ifPresent(cursor -> page.put("next_cursor", cursor));
        total.ifPresent(count -> page.put("total_estimate", count));
        return result;
    }
}
