package dev.whence.feed.rocrate;

import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptId;
import java.util.Optional;

/** What the crate calls its own files: where they lie beside it, or where they are had over HTTP. */
public interface CrateNames {
    /** The receipt as it was received. */
    String receipt(ReceiptId id);

    /** The receipt as a PROV bundle in JSON-LD; nothing where that is another form of the receipt, at the same address. */
    Optional<String> provenance(ReceiptId id);

    /** The proof that the receipt is in the log. */
    String proof(ReceiptId id);

    /** The address of each on a server. */
    static CrateNames onServer(Iris iris, String organisation) {
        return new CrateNames() {
            @Override
            public String receipt(ReceiptId id) {
                return iris.receipt(organisation, id);
            }

            @Override
            public Optional<String> provenance(ReceiptId id) {
                return Optional.empty();
            }

            @Override
            public String proof(ReceiptId id) {
                String receipt = iris.receipt(organisation, id);
                return receipt.substring(0, receipt.lastIndexOf("receipt/")) + "receipts/" + id.text() + "/proof";
            }
        };
    }

    /** Files in the crate's folder. */
    static CrateNames inFolder() {
        return new CrateNames() {
            @Override
            public String receipt(ReceiptId id) {
                return "receipts/" + id.hex() + ".json";
            }

            @Override
            public Optional<String> provenance(ReceiptId id) {
                return Optional.of("receipts/" + id.hex() + ".prov.jsonld");
            }

            @Override
            public String proof(ReceiptId id) {
                return "receipts/" + id.hex() + ".tlog-proof";
            }
        };
    }
}
