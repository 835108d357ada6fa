package dev.whence.serve;

import dev.whence.canonical.JsonLimits;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.feed.rocrate.RunCrates;
import dev.whence.feed.stac.StacApi;
import dev.whence.ledger.Log;
import dev.whence.ledger.LogProofs;
import dev.whence.ledger.PublishedLog;
import dev.whence.operate.Pipeline;
import dev.whence.query.canned.CannedQueries;
import dev.whence.query.canned.QueryRunner;
import dev.whence.query.evidence.EvidenceResolver;
import dev.whence.query.thing.ThingDescriber;
import dev.whence.query.walk.ErasedMeanwhileException;
import dev.whence.query.walk.LineageWalks;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.AttachmentArchive;
import dev.whence.receive.BulkIntake;
import dev.whence.receive.Eraser;
import dev.whence.receive.ReceiptArchive;
import dev.whence.receive.ReceiptIntake;
import dev.whence.receive.RecordFiles;
import dev.whence.serve.oap.Orchestration;
import dev.whence.store.GraphStore;
import dev.whence.trail.TrailState;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API as one servlet: every route, and what answers when a route fails. */
public final class ApiServlet {
    private static final Logger log = LoggerFactory.getLogger(ApiServlet.class);
    private static final long MOST_DRAINED = 16L << 20;

    private final Javalin javalin;
    private final List<Route> routes;

    /** What the routes call. */
    public record Answers(
            Iris iris,
            ReceiptIntake intake,
            BulkIntake bulk,
            Eraser eraser,
            ReceiptArchive archive,
            AttachmentArchive attachments,
            LineageWalks lineage,
            EvidenceResolver evidence,
            CannedQueries queries,
            QueryRunner runner,
            GraphStore graph,
            Log log,
            Orchestration orchestration,
            Pipeline operations,
            KeyAdmin keys,
            PublicCatalog catalog,
            RunCrates crates) {}

    /** A document of many records is held in memory while it is taken apart. */
    private static final long MOST_DOCUMENT_BYTES = 32L << 20;

    /** How the server is, as others know it. */
    public record Vitals(
            Supplier<ObjectNode> status,
            BooleanSupplier well,
            Supplier<String> metrics,
            Supplier<Optional<TrailState>> audit,
            String version) {}

    public ApiServlet(Answers answers, Vitals vitals, Freshness freshness, int mostReceiptBytes, long mostBodyBytes) {
        var declared = new Object() {
            List<Route> routes = List.of();
        };
        this.javalin = Javalin.create(config -> {
            configure(config, mostBodyBytes);
            Api api = new Api(config.routes);
            LogProofs proofs = new LogProofs(answers.log());
            new ReceiptRoutes(
                            answers.intake(),
                            answers.bulk(),
                            answers.archive(),
                            answers.attachments(),
                            proofs,
                            new ReceiptRoutes.Limits(mostReceiptBytes, mostBodyBytes))
                    .register(api);
            int mostDocumentBytes = (int) Math.min(mostBodyBytes, MOST_DOCUMENT_BYTES);
            new CatalogRecordRoutes(
                            answers.intake(),
                            answers.bulk(),
                            new RecordFiles(new JsonLimits(mostDocumentBytes, JsonLimits.DEFAULTS.maxDepth())),
                            mostDocumentBytes)
                    .register(api);
            new AttachmentRoutes(answers.intake(), answers.archive(), answers.attachments(), mostReceiptBytes)
                    .register(api);
            new ErasureRoutes(
                            answers.eraser(),
                            answers.archive(),
                            answers.catalog().dumps(),
                            freshness)
                    .register(api);
            new OrchestrateRoutes(answers.orchestration(), mostReceiptBytes).register(api);
            new OperationRoutes(answers.operations()).register(api);
            new LineageRoutes(answers.lineage(), answers.archive(), answers.iris(), proofs).register(api);
            new EvidenceRoutes(answers.evidence()).register(api);
            new QueryRoutes(answers.queries(), answers.runner(), freshness, answers.iris()).register(api);
            StacApi stac = new StacApi(answers.catalog().records());
            PublishedAnswers published = new PublishedAnswers(answers.catalog());
            new ThingRoutes(
                            answers.iris(),
                            new ThingDescriber(answers.graph()::dataset),
                            answers.queries(),
                            answers.attachments(),
                            published,
                            new StacAnswers(stac, published, answers.iris()),
                            freshness)
                    .register(api);
            new RunCrateRoutes(answers.iris(), answers.crates()).register(api);
            new CatalogRoutes(answers.catalog()).register(api);
            new FeedRoutes(answers.catalog()).register(api);
            new OaiRoutes(answers.catalog()).register(api);
            new DcatUsRoutes(answers.catalog()).register(api);
