package dev.whence.serve;

import dev.whence.access.Scope;
import dev.whence.access.Sight;
import dev.whence.feed.rocrate.CrateDocument;
import dev.whence.feed.rocrate.CrateNames;
import dev.whence.feed.rocrate.RunCrate;
import dev.whence.feed.rocrate.RunCrates;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import io.javalin.http.Context;
import java.util.List;

/** A run as an RO-Crate: for whoever may see the run's receipts. */
final class RunCrateRoutes {
    /** Behind a run's IRI. */
    static final String SUFFIX = "/ro-crate";

    private static final List<String> MEDIA_TYPES = List.of(CrateDocument.MEDIA_TYPE, Reply.JSON);

    private final Iris iris;
    private final RunCrates crates;

    RunCrateRoutes(Iris iris, RunCrates crates) {
        this.iris = iris;
        this.crates = crates;
    }

    void register(Api api) {
        for (Owner owner : Owner.values()) {
            api.route(
                    owner.get("/run/{id}" + SUFFIX, "run-crate")
                            .scope(Scope.PROVENANCE_READ)
                            .summary("A run as an RO-Crate 1.1: what it used and made, and the receipts that say so")
                            .inPath("id", "escaped as in the IRIs that Whence gives")
                            .produces(MEDIA_TYPES)
                            .answers(200, "The crate's metadata document")
                            .answers(304, "The caller has it already")
                            .answers(404, "No receipt tells of such a run, or none that you may see")
                            .answers(406, "No such form")
                            .answers(410, "The receipt that told of the run was erased")
                            .build(),
                    this::crate);
        }
    }

    private void crate(Context context) throws RefusedException {
        String chosen = Accepts.chosen(context, MEDIA_TYPES);
        String crate = AskedIri.of(iris, context);
        String run = crate.substring(0, crate.length() - SUFFIX.length());
        Sight sight = Caller.of(context).sight();
        RunCrate found = crates.find(run, sight)
                .orElseThrow(() ->
                        missing(crates, run, sight, "No receipt here tells of such a run, or none that you may see."));
        context.res().addHeader("Link", "<" + found.run() + ">; rel=\"describes\"");
        String organisation = iris.read(run).orElseThrow().organisation();
        Reply.tagged(context, chosen, new CrateDocument(CrateNames.onServer(iris, organisation)).write(found));
    }

    /** Only who sees the tombstone hears that there was something; of others' runs it is as if they had never been. */
    static RefusedException missing(RunCrates crates, String run, Sight sight, String otherwise) {
        return crates.isErased(run, sight)
                ? new RefusedException(
                        ProblemType.ERASED,
                        "The receipt that told of this run was erased; its entry and its proof stay.")
                : new RefusedException(ProblemType.NOT_FOUND, otherwise);
    }
}
