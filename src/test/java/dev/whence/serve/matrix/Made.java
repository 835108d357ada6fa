package dev.whence.serve.matrix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptId;
import dev.whence.testkit.TestReceipts;
import java.util.Optional;

/**
 * A run that somebody handed in, under names that nothing else has, so that wherever one of them shows, it is this receipt
 * that shows.
 */
record Made(String organisation, Labelled as) {
    /** What is in every name of it, and in nothing else. */
    String mark() {
        return "mark-" + organisation + "-"
                + as.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-end";
    }

    String run() {
        return "run:" + mark();
    }

    String uri() {
        return "out/" + mark();
    }

    String digest() {
        return TestReceipts.digest(uri());
    }

    ReceiptId id() {
        return ReceiptId.parse(receipt().id()).orElseThrow();
    }

    /** Of what this organisation's names lie under. */
    String owned() {
        return organisation.equals(Iris.DEFAULT_ORGANISATION) ? "/" : "/o/" + organisation + "/";
    }

    TestReceipts receipt() {
        TestReceipts receipt = TestReceipts.bare(run())
                .input("in/" + mark(), TestReceipts.digest("in/" + mark()))
                .output(uri(), digest())
                .with("operation", "op-" + mark())
                .with("dataset_version_id", "v-" + mark())
                .with("dataset_slug", "set-" + mark())
                .with("license", "CC-BY-4.0")
                .label(as.label());
        ObjectNode json = receipt.json();
        json.withObjectProperty("actor").put("principal", "svc:" + mark()).put("role", "role-" + mark());
        json.withObjectProperty("environment")
                .put("container_digest", TestReceipts.digest("container" + mark()))
                .put("git_commit", commit());
        json.withObjectProperty("validation").put("report_digest", TestReceipts.digest("report" + mark()));
        ObjectNode policy = json.withObjectProperty("policy");
        policy.put("decision_id", "decision:" + mark()).put("decision", "allow");
        as.embargoUntil().ifPresent(end -> policy.put("embargo_until", end));
        return receipt;
    }

    /** Receipts that cannot say their label get their organisation's. */
    boolean isOfDefaultLabel() {
        return as == (organisation.equals("north") ? Labelled.INTERNAL : Labelled.PUBLIC);
    }

    String incident() {
        return ("{'incident_id':'inc:" + mark() + "','event_id':'evt:" + mark()
                        + "','timestamp':'2026-11-03T11:02:30Z',"
                        + "'category':'model-error','severity':'HIGH','actor':'user:a','module_id':'module:m',"
                        + "'policy_binding_id':'policy:p','description':'About " + mark() + ".','evidence':{}}")
                .replace('\'', '"');
    }

    String registered() {
        return ("{'artifact_id':'reg:" + mark() + "','type':'RULESET','name':'Rules " + mark() + "','version':'1',"
                        + "'created_at':'2026-10-01T00:00:00Z','created_by':'team:t','checksum':'crc32:0badcafe'}")
                .replace('\'', '"');
    }

    String commit() {
        return TestReceipts.digest("commit" + mark())
                .substring("sha256:".length())
                .substring(0, 40);
    }

    /** A thing that an operation made, under the same label. */
    String operation() {
        String embargo =
                as.embargoUntil().map(end -> ",'embargo_until':'" + end + "'").orElse("");
        return ("{'operation_id':'thing.make','invocation_id':'inv:" + mark()
                        + "','principal':'user:a','state':'sealed',"
                        + "'started_at':'2026-11-20T08:00:00Z','ended_at':'2026-11-20T08:00:00Z',"
                        + "'artifacts':[{'entity_type':'item','entity_id':'I-" + mark() + "'}],"
                        + "'policy':{'policy_label':'" + as.label() + "'" + embargo + "}}")
                .replace('\'', '"');
    }

    /** How receipts are labelled, and until when. */
    enum Labelled {
        PUBLIC("public"),
        PUBLIC_GENERALIZED("public_generalized"),
        RESTRICTED("restricted"),
        RESTRICTED_SENSITIVE_LOCATION("restricted_sensitive_location"),
        INTERNAL("internal"),
        EMBARGOED_FOR_EVER("embargoed"),
        EMBARGOED_STILL("embargoed", "2999-01-01T00:00:00Z"),
        EMBARGOED_NO_MORE("embargoed", "2020-01-01T00:00:00Z"),
        QUARANTINE("quarantine");

        private final String label;
        private final Optional<String> embargoUntil;

        Labelled(String label) {
            this(label, Optional.empty());
        }

        Labelled(String label, String until) {
            this(label, Optional.of(until));
        }

        Labelled(String label, Optional<String> embargoUntil) {
            this.label = label;
            this.embargoUntil = embargoUntil;
        }

        String label() {
            return label;
        }

        Optional<String> embargoUntil() {
            return embargoUntil;
        }
    }
}
