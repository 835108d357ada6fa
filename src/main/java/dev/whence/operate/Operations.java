package dev.whence.operate;

import dev.whence.gate.Gates;
import dev.whence.ledger.LogProofs;
import dev.whence.query.canned.CannedQueries;
import dev.whence.query.canned.QueryRunner;
import dev.whence.query.evidence.EvidenceResolver;
import dev.whence.query.walk.LineageWalks;
import dev.whence.receipt.Iris;
import dev.whence.receive.OpenSessions;
import dev.whence.receive.Publisher;
import dev.whence.receive.ReceiptArchive;
import dev.whence.receive.RecordShelf;
import java.util.List;
import java.util.function.Function;

/** All operations of Whence. A new one is a line here, a class, and two schema files. */
public final class Operations {
    private static final List<Declared> ALL = List.of(
            new Declared(ProvenanceGet.DECLARATION, parts -> new ProvenanceGet(parts.walks(), parts.json())),
            new Declared(ProvenanceEmit.DECLARATION, parts -> new ProvenanceEmit(parts.sessions(), parts.records())),
            new Declared(SessionOpen.DECLARATION, parts -> new SessionOpen(parts.sessions(), parts.records())),
            new Declared(SessionSeal.DECLARATION, parts -> new SessionSeal(parts.sessions(), parts.records())),
            new Declared(SessionAbort.DECLARATION, parts -> new SessionAbort(parts.sessions(), parts.records())),
            new Declared(ItemsLineage.DECLARATION, parts -> new ItemsLineage(parts.walks(), parts.json())),
            new Declared(LineageGet.DECLARATION, parts -> new LineageGet(parts.lineage())),
            new Declared(LineageImpact.DECLARATION, parts -> new LineageImpact(parts.walks(), parts.json())),
            new Declared(QueriesRun.DECLARATION, parts -> new QueriesRun(parts.queries(), parts.runner())),
            new Declared(ReceiptGet.DECLARATION, parts -> new ReceiptGet(parts.archive(), parts.ledgers())),
            new Declared(ReceiptProofGet.DECLARATION, parts -> new ReceiptProofGet(parts.archive(), parts.proofs())),
            new Declared(ReceiptSubmit.DECLARATION, parts -> new ReceiptSubmit()),
            new Declared(EvidenceResolve.DECLARATION, parts -> new EvidenceResolve(parts.evidence())),
            new Declared(CatalogGate.DECLARATION, parts -> new CatalogGate(parts.dossiers(), parts.gates())),
            new Declared(
                    CatalogLinks.DECLARATION,
                    parts -> new CatalogLinks(parts.shelf(), parts.dossiers(), parts.gates())),
            new Declared(
                    CatalogPromote.DECLARATION,
                    parts -> new CatalogPromote(
                            parts.shelf(),
                            parts.dossiers(),
                            parts.gates(),
                            parts.publisher(),
                            parts.archive(),
                            parts.ledgers())),
            new Declared(
                    CatalogWithdraw.DECLARATION,
                    parts -> new CatalogWithdraw(parts.shelf(), parts.publisher(), parts.iris())));

    private Operations() {}

    private record Declared(Declaration declaration, Function<Parts, Work> work) {}

    /** What operations work with. */
    public record Parts(
            Iris iris,
            LineageWalks lineage,
            EvidenceResolver evidence,
            CannedQueries queries,
            QueryRunner runner,
            ReceiptArchive archive,
            LogProofs proofs,
            OpenSessions sessionsKnown,
            RecordShelf shelf,
            Gates gates,
            Publisher publisher,
            Ledgers ledgers) {

        Dossiers dossiers() {
            return new Dossiers(shelf, new Surroundings(shelf, evidence, ledgers, iris), iris);
        }

        Sessions sessions() {
            return new Sessions(sessionsKnown, ledgers);
        }

        Records records() {
            return new Records(iris);
        }

        WalkJson json() {
            return new WalkJson(iris);
        }

        Walks walks() {
            return new Walks(iris, lineage, queries, runner);
        }
    }

    /** What can be done, for those who do nothing. */
    public static List<Declaration> declarations() {
        return ALL.stream().map(Declared::declaration).toList();
    }

    /** Everything, ready to be done. */
    public static Registry registry(Parts parts) {
        return new Registry(ALL.stream()
                .map(one -> new Operation(one.declaration(), one.work().apply(parts)))
                .toList());
    }
}
