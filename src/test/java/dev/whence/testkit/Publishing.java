package dev.whence.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.app.OpenHouse;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receive.Outcome;
import dev.whence.receive.Submission;
import dev.whence.validate.Leniency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes publications and withdrawals as a promotion does after its gates, for tests of what shows them: the gates are tested
 * elsewhere. Thread-safe.
 */
public final class Publishing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOT_TOLD = "hmac:" + "0".repeat(64);

    private final OpenHouse house;
    private final AtomicInteger number = new AtomicInteger();

    Publishing(OpenHouse house) {
        this.house = house;
    }

    /** Publishes a record of the default organisation, described fully. */
    public Outcome.Written publish(ReceiptKind kind, String document) {
        return publish(Iris.DEFAULT_ORGANISATION, kind, document, true);
    }

    /**
     * Publishes a record.
     *
     * @param document in JSON with ' for ", so that tests can be read
     */
    public Outcome.Written publish(String organisation, ReceiptKind kind, String document, boolean described) {
        ObjectNode publication = own("published_at");
        publication.put("publication_of", NOT_TOLD).put("promotion", NOT_TOLD).put("policy_label", "public");
        publication.put("record", kind.ledgerName()).put("described", described);
        publication.set("document", json(document));
        return write(organisation, ReceiptKind.PUBLICATION, publication);
    }

    /** Ends a record of the default organisation. */
    public Outcome.Written withdraw(ReceiptKind kind, String subject, String reason) {
        ObjectNode withdrawal = own("withdrawn_at");
        withdrawal.put("withdrawal_of", kind.ledgerName() + " " + subject).put("reason", reason);
        withdrawal.put("policy_label", "public");
        return write(Iris.DEFAULT_ORGANISATION, ReceiptKind.WITHDRAWAL, withdrawal);
    }

    /** A STAC Item with one asset, in a collection. */
    public static String item(String collection, String id) {
        return """
                {'type': 'Feature', 'stac_version': '1.0.0', 'id': '%2$s', 'collection': '%1$s',
                 'geometry': {'type': 'Point', 'coordinates': [14.5, 47.1]}, 'bbox': [14.5, 47.1, 14.5, 47.1],
                 'properties': {'datetime': '2026-01-01T00:00:00Z', 'title': 'Rain of %2$s', 'description': 'Measured.',
                  'license': 'CC-BY-4.0', 'providers': [{'name': 'Rain Office', 'roles': ['producer']}],
                  'kfm:policy_label': 'public'},
                 'links': [{'rel': 'processing-execution', 'href': '/run/run-%2$s'},
                  {'rel': 'derived_from', 'href': 'https://elsewhere.example/items/1'}],
                 'assets': {'data': {'href': 'https://files.example.org/%2$s.csv', 'type': 'text/csv',
                  'file:size': 12, 'file:checksum': '1220%3$s'}}}
                """.formatted(collection, id, "ab".repeat(32));
    }

    /** A dataset in DCAT with one distribution; it says some things in text for which DCAT-AP wants things. */
    public static String dataset(String id) {
        return """
                {'record': 'dcat-dataset', 'media_type': 'application/ld+json', 'body': '{\\'@context\\': {\\'dcat\\':\
                 \\'http://www.w3.org/ns/dcat#\\', \\'dct\\': \\'http://purl.org/dc/terms/\\'}, \\'@id\\':\
                 \\'https://example.org/%1$s\\', \\'@type\\': \\'dcat:Dataset\\', \\'dct:identifier\\': \\'%1$s\\', \\'dct:title\\':\
                 \\'Rain of %1$s\\', \\'dct:description\\': \\'Measured.\\', \\'dct:rights\\': \\'Ask first.\\', \\'dcat:distribution\\':\
                 {\\'@id\\': \\'https://example.org/%1$s/csv\\', \\'@type\\': \\'dcat:Distribution\\', \\'dcat:accessURL\\':\
                 {\\'@id\\': \\'https://files.example.org/%1$s.csv\\'}}}'}
                """.formatted(id);
    }

    /** A STAC Collection. */
    public static String collection(String id) {
        return """
                {'type': 'Collection', 'stac_version': '1.0.0', 'id': '%s', 'title': 'Rain', 'description': 'All of it.',
                 'license': 'CC-BY-4.0', 'extent': {'spatial': {'bbox': [[9, 46, 17, 49]]},
                 'temporal': {'interval': [['2026-01-01T00:00:00Z', null]]}}, 'links': []}
                """.formatted(id);
    }

    private ObjectNode own(String time) {
        // No two are the same, or the second would be a repetition of the first.
        int second = number.getAndIncrement();
        return JSON.createObjectNode()
                .put(time, "2026-02-01T%02d:%02d:%02dZ".formatted(second / 3600 % 24, second / 60 % 60, second % 60));
    }

    private Outcome.Written write(String organisation, ReceiptKind kind, ObjectNode receipt) {
        Outcome outcome = house.write(
                receipt.toString().getBytes(StandardCharsets.UTF_8),
                new Submission(organisation, Leniency.STRICT).as(kind));
        if (outcome instanceof Outcome.Written written) {
            return written;
        }
        throw new AssertionError(kind + " was not written: " + outcome);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
