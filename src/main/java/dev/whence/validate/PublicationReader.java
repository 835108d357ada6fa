package dev.whence.validate;

import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;
import static dev.whence.validate.Members.texts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Publication;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;

/** A catalog record in its public form; the document is read by the reader of its own kind. */
final class PublicationReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.PUBLICATION;
    }

    @Override
    public String telling() {
        return "publication_of";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("publication_of");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        ReceiptKind kind = ReceiptKind.named(text(object, "record")).orElseThrow();
        return new Publication(
                text(object, "publication_of"),
                text(object, "promotion"),
                instant(object, "published_at"),
                PolicyLabel.parse(text(object, "policy_label")).orElseThrow(),
                texts(object, "obligations"),
                optionalText(object, "notice"),
                object.path("described").asBoolean(),
                (CatalogRecord) Kinds.reader(kind).read(object.path("document"), own(object.path("document"))));
    }

    /** A record that names nothing is called by its own hash, and so must be what is published of it. */
    private static ReceiptId own(JsonNode document) {
        return new ReceiptId(Sha256.hex(Jcs.canonicalize(document)));
    }
}
