package dev.whence.serve;

import dev.whence.access.Scope;
import dev.whence.ledger.Entry;
import dev.whence.ledger.GrowthProof;
import dev.whence.ledger.InclusionProof;
import dev.whence.ledger.LogProofs;
import dev.whence.query.walk.LineageWalks;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.ReceiptArchive;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.proof.ConsistencyProof;
import dev.whence.tlog.proof.TlogProof;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Proofs that anybody can check without us: that an entry is in the log, and that the log only grew. */
final class ProofRoutes {
    /** How long an answer waits for the checkpoint that covers a new receipt; one comes every second. */
    static final Duration CHECKPOINT_WAIT = Duration.ofSeconds(2);

    private static final String BY_NAME = "proveInclusion";
    private static final String TEXT = "text/plain";
    private static final Map<String, String> FORMATS = Map.of("text", TEXT, "json", Reply.JSON);
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern HEX = Pattern.compile("(?:sha256:)?[0-9a-f]{64}");

    private final LogProofs proofs;
    private final ReceiptArchive archive;
    private final LineageWalks walks;

    ProofRoutes(LogProofs proofs, ReceiptArchive archive, LineageWalks walks) {
        this.proofs = proofs;
        this.archive = archive;
        this.walks = walks;
    }

    void register(Api api) {
        for (Owner owner : Owner.values()) {
            api.route(
                    inclusion(owner.get("/receipts/{id}/proof", "proveReceipt"), "Proves that a receipt is in the log")
                            .scope(Scope.PROVENANCE_READ)
                            .inPath("id", "sha256:<hex of the canonical form>")
                            .answers(503, "No checkpoint covers the receipt yet; Retry-After says when to ask again")
                            .build(),
                    this::receipt);
        }
        api.route(
                inclusion(
                                Route.get("/ledger/proof/inclusion", BY_NAME),
                                "Proves that an entry is in the log of a size; what the entry says is shown to those who"
                                        + " may see it")
                        .open()
                        .inQuery("index", "integer", false, "the entry's sequence; or")
                        .inQuery(
                                "receipt",
                                "string",
                                false,
                                "a receipt id, run id, or another name of one receipt (wants " + Scope.PROVENANCE_READ
                                        + "); or")
                        .inQuery("leaf", "string", false, "the entry's leaf hash, in hexadecimal or base64")
                        .inQuery("size", "integer", false, "of the log; the newest checkpoint's unless given")
                        .answers(300, "Several receipts have this name; all are listed")
                        .answers(400, "Not one entry, or a size that the log has not reached")
                        .answers(503, "No checkpoint covers the entry yet; Retry-After says when to ask again")
                        .build(),
                this::inclusion);
        api.route(
                proof(Route.get("/ledger/proof/consistency", "proveConsistency"), "Proves that the log only grew")
                        .open()
                        .inQuery("from", "integer", true, "the earlier size")
                        .inQuery("to", "integer", false, "the later size; the newest checkpoint's unless given")
                        .answers(400, "Sizes that the log has not reached, or in the wrong order")
                        .build(),
                this::consistency);
    }

    private static Route.Builder inclusion(Route.Builder route, String summary) {
        return proof(route, summary).answers(404, "No such entry");
    }

    private static Route.Builder proof(Route.Builder route, String summary) {
        return route.summary(summary)
                .inQuery("format", "string", false, "text (C2SP tlog-proof, or a witness's request) or json")
                .produces(List.of(TEXT, Reply.JSON))
                .answers(200, "The proof")
                .answers(406, "No such form; without a signed checkpoint of the size there is JSON alone");
    }

    private void receipt(Context context) throws RefusedException {
        requireKnown(context, Set.of("format"));
        String owner = Owner.of(context);
        ReceiptArchive.Seen seen = archive.seenBy(Caller.of(context).sight());
        Entry entry = ReceiptId.parse(context.pathParam("id"))
                .flatMap(id -> seen.entry(owner, id))
                .orElseThrow(() -> new RefusedException(ProblemType.NOT_FOUND, "There is no such receipt."));
        answer(
                context,
                proofs.inclusion(entry.sequence(), covering(entry.sequence()).size()));
    }

    private void inclusion(Context context) throws RefusedException {
        SharedCaches.warn(context, Caller.of(context));
        requireKnown(context, Set.of("index", "receipt", "leaf", "size", "format"));
        long sequence = sequence(context);
        OptionalLong asked = number(context, "size");
        if (asked.isPresent()) {
            requirePublished("size", asked.getAsLong());
            requireAfter(sequence, asked.getAsLong());
        }
        long size = asked.isPresent() ? asked.getAsLong() : covering(sequence).size();
        InclusionProof proof = proofs.inclusion(sequence, size);
        answer(context, mayRead(Caller.of(context), sequence) ? proof : proof.withoutEntry());
    }

    /** An event line shows whose an entry is, and by its id which receipt, to whoever can guess the receipt. */
    private static boolean mayRead(Caller caller, long sequence) {
        return caller.may(Scope.LEDGER_READ)
                || (caller.may(Scope.PROVENANCE_READ) && caller.sight().sees(sequence));
    }

    private static void requireAfter(long sequence, long size) throws RefusedException {
        if (sequence >= size) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST,
                    "Entry " + sequence + " is not among the first " + size + "; ask for a size of at least "
                            + (sequence + 1) + ".");
        }
    }

    private void consistency(Context context) throws RefusedException {
        requireKnown(context, Set.of("from", "to", "format"));
        OptionalLong from = number(context, "from");
        if (from.isEmpty()) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST, "Name the earlier size: /ledger/proof/consistency?from=…&to=…");
        }
        long to = number(context, "to").orElseGet(() -> proofs.newest().size());
        requirePublished("to", to);
        if (from.getAsLong() > to) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST, "'from' is the earlier size: it cannot be greater than 'to'.");
        }
        answer(context, proofs.growth(from.getAsLong(), to));
    }

    /** The newest checkpoint, which covers an entry; waits for it. */
    private SignedCheckpoint covering(long sequence) throws RefusedException {
        return proofs.await(sequence + 1, CHECKPOINT_WAIT);
    }

    private long sequence(Context context) throws RefusedException {
        List<String> ways = List.of("index", "receipt", "leaf").stream()
                .filter(name -> context.queryParam(name) != null)
                .toList();
        if (ways.size() != 1) {
            throw new RefusedException(ProblemType.BAD_REQUEST, "Name one entry: by index=, receipt= or leaf=.");
        }
        String value = String.valueOf(context.queryParam(ways.get(0)));
        return switch (ways.get(0)) {
            case "index" -> existing(number(context, "index").orElseThrow());
            case "receipt" -> {
                Api.allow(context, Scope.PROVENANCE_READ, BY_NAME);
                yield named(value, Caller.of(context));
            }
            default -> withLeaf(value);
        };
    }

    /** By its id first: that finds receipts too of which nothing but the entry is left. */
    private long named(String thing, Caller caller) throws RefusedException {
        Optional<Entry> byId = ReceiptId.parse(thing)
                .flatMap(id -> archive.seenBy(caller.sight()).entry(caller.organisation(), id));
        return byId.isPresent() ? byId.get().sequence() : walks.receipt(thing, caller.asker());
    }

    private long existing(long index) throws RefusedException {
        if (index >= archive.size()) {
            throw new RefusedException(
                    ProblemType.NOT_FOUND,
                    "The ledger has " + archive.size() + " entries, from 0; there is no such one.");
        }
        return index;
    }

    private long withLeaf(String text) throws RefusedException {
        // In a query string a plus sign stands for a space, and base64 has plus signs.
        Optional<Hash> leaf = HEX.matcher(text).matches()
                ? Optional.of(Hash.of(HexFormat.of().parseHex(text.substring(text.length() - 2 * Hash.LENGTH))))
                : Hash.parseBase64(text.replace(' ', '+'));
        if (leaf.isEmpty()) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST, "'leaf' is a SHA-256 hash: 64 hexadecimal digits, or base64.");
        }
        return proofs.find(leaf.get(), proofs.newest().size())
                .orElseThrow(() -> new RefusedException(
                        ProblemType.NOT_FOUND, "No published entry has this leaf hash; a new one may in a second."));
    }

    private void requirePublished(String name, long size) throws RefusedException {
        long newest = proofs.newest().size();
        if (size > newest) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST,
                    "'" + name + "' is beyond the newest checkpoint, which covers " + newest + " entries.");
        }
    }

    private static OptionalLong number(Context context, String name) throws RefusedException {
        String text = context.queryParam(name);
        if (text == null) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new RefusedException(ProblemType.BAD_REQUEST, "'" + name + "' is a whole number, from 0.");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /** A misspelt parameter would else be an answer to another question. */
    private static void requireKnown(Context context, Set<String> known) throws RefusedException {
        Set<String> unknown = new TreeSet<>(context.queryParamMap().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST,
                    "There is no parameter " + String.join(", ", unknown) + " here; there are "
                            + String.join(", ", new TreeSet<>(known)) + ".");
        }
    }

    private static void answer(Context context, InclusionProof proof) throws RefusedException {
        Optional<String> text = proof.file().map(TlogProof::text);
        context.header(Freshness.LEDGER_SIZE, String.valueOf(proof.size()));
        if (isText(context, text.isPresent())) {
            Reply.tagged(context, TEXT, Reply.utf8(text.orElseThrow()));
        } else {
            Reply.tagged(
                    context, Reply.JSON, Reply.utf8(ProofJson.inclusion(proof).toString()));
        }
    }

    private static void answer(Context context, GrowthProof proof) throws RefusedException {
        Optional<String> text = proof.file().map(ConsistencyProof::text);
        context.header(Freshness.LEDGER_SIZE, String.valueOf(proof.to()));
        if (isText(context, text.isPresent())) {
            Reply.tagged(context, TEXT, Reply.utf8(text.orElseThrow()));
        } else {
            Reply.tagged(context, Reply.JSON, Reply.utf8(ProofJson.growth(proof).toString()));
        }
    }

    /** The text forms end in a checkpoint, so without one there is JSON alone. */
    private static boolean isText(Context context, boolean hasText) throws RefusedException {
        List<String> offered = hasText ? List.of(TEXT, Reply.JSON) : List.of(Reply.JSON);
        String word = context.queryParam("format");
        if (word == null) {
            return Accepts.chosen(context, offered).equals(TEXT);
        }
        String wanted = FORMATS.get(word);
        if (wanted == null) {
            throw new RefusedException(ProblemType.BAD_REQUEST, "A proof can be had as text or json.");
        }
        if (!offered.contains(wanted)) {
            throw new RefusedException(
                    ProblemType.NOT_ACCEPTABLE,
                    "No checkpoint of this size was published, so the proof can be had as json alone.");
        }
        return wanted.equals(TEXT);
    }
}
