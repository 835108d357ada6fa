package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import java.util.List;

/** What is particular to one kind of receipt. Stateless. */
interface KindReader {
    ReceiptKind kind();

    /** The members by which this kind is known, in words for a person. */
    String telling();

    /** Whether an object has the members by which this kind is known; not whether it is a good one. */
    boolean detects(JsonNode object);

    /** The rules that a schema cannot say, for any object at all: what its schema would refuse is passed over. */
    default List<Violation> check(JsonNode object) {
        return List.of();
    }

    /** Reads an object that has passed the schema and {@link #check}. */
    Receipt read(JsonNode object, ReceiptId id);
}
