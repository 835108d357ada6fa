package dev.whence.app;

import dev.whence.access.Sight;
import dev.whence.feed.files.StaticFolder;
import dev.whence.feed.rocrate.CrateDocument;
import dev.whence.feed.rocrate.CrateNames;
import dev.whence.feed.rocrate.RunCrate;
import dev.whence.ledger.LogProofs;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.ReceiptArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes one run as an RO-Crate: the receipts that tell of it, as PROV too, and the proofs that they are in the log. */
final class CrateExport {
    private final Whence whence;
    private final String organisation;
    private final CrateNames names = CrateNames.inFolder();

    /** @param organisation whose run it is, where its id alone is given */
    CrateExport(Whence whence, String organisation) {
        this.whence = whence;
        this.organisation = organisation;
    }

    /**
     * Writes the crate.
     *
     * @param run its id, or its IRI
     * @throws RefusedException where no receipt tells of it
     */
    StaticFolder.Report write(String run, Path folder) throws IOException, RefusedException {
        RunCrate crate = whence.crates()
                .find(run, Sight.ALL)
                .or(() -> whence.crates().find(whence.iris().run(organisation, run), Sight.ALL))
                .orElseThrow(() ->
                        new RefusedException(ProblemType.NOT_FOUND, "No receipt here tells of a run of this name."));
        // A proof is one for a signed checkpoint, which has to cover the receipt.
        whence.publish();
        LogProofs proofs = new LogProofs(whence.ledger());
        try (StaticFolder out = StaticFolder.open(folder)) {
            for (RunCrate.Told told : crate.receipts()) {
                ReceiptId id = told.held().entry().event().receiptId();
                out.put(names.receipt(id), told.stored().as(ReceiptArchive.Form.RECEIVED));
                out.put(names.provenance(id).orElseThrow(), told.stored().as(ReceiptArchive.Form.JSON_LD));
                out.put(names.proof(id), proof(proofs, told.held().entry().sequence()));
            }
            out.put(CrateDocument.NAME, new CrateDocument(names).write(crate));
            return out.finish();
        }
    }

    private static byte[] proof(LogProofs proofs, long sequence) throws RefusedException {
        return proofs.inclusion(sequence, proofs.newest().size())
                .file()
                .orElseThrow()
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }
}
