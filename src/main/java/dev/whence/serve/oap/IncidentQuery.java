package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.Log;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receive.KindRecords;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * {@code provenance.incident.query}: incidents in the order of their chain. A report that another one replaced stays in it,
 * because the chain would break without it; the later one says how things stand.
 */
final class IncidentQuery implements EnvelopeType {
    static final String NAME = "provenance.incident.query";

    private final Log log;
    private final Scan scan;
    private final KindRecords records;
    private final Cursors cursors;

    IncidentQuery(Log log, Scan scan, KindRecords records, Cursors cursors) {
        this.log = log;
        this.scan = scan;
        this.records = records;
        this.cursors = cursors;
    }

    /** What the incidents must be. */
    private record Filter(
            Optional<String> category, Optional<String> severity, Optional<Instant> from, Optional<Instant> to) {
        boolean passesAll() {
            return category.isEmpty() && severity.isEmpty() && from.isEmpty() && to.isEmpty();
        }

        boolean passes(ObjectNode incident) {
            Instant at =
                    OffsetDateTime.parse(incident.path("timestamp").asText()).toInstant();
            return is(category, incident, "category")
                    && is(severity, incident, "severity")
                    && from.filter(at::isBefore).isEmpty()
                    && to.filter(at::isAfter).isEmpty();
        }

        private static boolean is(Optional<String> wanted, ObjectNode incident, String name) {
            return wanted.isEmpty() || wanted.get().equals(incident.path(name).asText());
        }
    }

    @Override
    public Work prepare(Fields params, Call call) {
        Optional<String> category = params.optionalText("category");
        Optional<String> severity = params.optionalText("severity");
        Optional<Fields> range = params.within("date_range");
        Optional<Instant> from = range.flatMap(dates -> end(dates, "from"));
        Optional<Instant> to = range.flatMap(dates -> end(dates, "to"));
        range.ifPresent(Fields::refuseOthers);
        Page page = Page.read(params, call, cursors, log.size());
        params.refuseOthers();
        Filter filter = new Filter(category, severity, from, to);
        return () -> Work.Done.read(scan.page(
                "incidents",
                ReceiptKind.INCIDENT,
                page,
                call,
                !filter.passesAll(),
                stored -> Optional.of(stored)
                        .filter(one -> filter.passes(one.json()))
                        .map(one -> Renderings.incident(one, followsHidden(one, call)))));
    }

    private boolean followsHidden(Library.Stored incident, Call call) {
        return records.seenBy(call.sight())
                .followsHidden(
                        call.organisation(),
                        ReceiptKind.INCIDENT,
                        incident.entry().sequence());
    }

    /** A range has both ends, and both belong to it. */
    private static Optional<Instant> end(Fields range, String name) {
        range.text(name);
        return range.optionalTime(name);
    }
}
