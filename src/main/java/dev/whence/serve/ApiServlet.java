package dev.whence.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.JsonLimits;
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
                            answers.crates(),
                            published,
                            new StacAnswers(stac, published, answers.iris()),
                            freshness)
                    .register(api);
            new RunCrateRoutes(answers.iris(), answers.crates()).register(api);
            new CatalogRoutes(answers.catalog()).register(api);
            new FeedRoutes(answers.catalog()).register(api);
            new OaiRoutes(answers.catalog()).register(api);
            new DcatUsRoutes(answers.catalog()).register(api);
            new StacRoutes(stac, answers.catalog()).register(api);
            new DiscoveryRoutes(answers.catalog()).register(api);
            new LedgerRoutes(new PublishedLog(answers.log())).register(api);
            new ProofRoutes(proofs, answers.archive(), answers.lineage()).register(api);
            new HealthRoutes(vitals.status(), vitals.well(), vitals.metrics()).register(api);
            new AdminRoutes(answers.graph(), answers.keys()).register(api);
            new AuditRoutes(vitals.audit()).register(api);
            new PageRoutes(vitals.status()).register(api);
            SparqlRoutes.declare(api);
            new OpenApiRoute(vitals.version(), answers.iris()).register(api);
            declared.routes = api.routes();
            failures(config);
        });
        this.routes = declared.routes;
    }

    private static void configure(JavalinConfig config, long mostBodyBytes) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = mostBodyBytes;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
    }

    private static void failures(JavalinConfig config) {
        config.routes.exception(RefusedException.class, (refused, context) -> {
            Audited.of(context.req()).refused(refused.problem().type());
            if (refused.problem().type() == ProblemType.TOO_LARGE) {
                drain(context);
            }
            ProblemJson.answer(context, refused.problem());
        });
        config.routes.exception(
                ErasedMeanwhileException.class,
                (erased, context) -> ProblemJson.answer(
                        context,
                        Problem.of(
                                ProblemType.UNAVAILABLE,
                                "Something that the answer was to tell of was erased a moment ago; ask again.")));
        config.routes.exception(HttpResponseException.class, ApiServlet::answer);
        config.routes.exception(Exception.class, (fault, context) -> {
            log.error("{} {} failed", context.method(), context.path(), fault);
            ProblemJson.answer(
                    context,
                    Problem.of(ProblemType.FAULT, "The server met a fault of its own; its log has the details."));
        });
    }

    /**
     * Takes some of what a sender still sends, and drops it: one that is cut off while it sends may never read why
     * (RFC 9112 §9.6).
     */
    private static void drain(Context context) {
        try {
            byte[] dropped = new byte[1 << 16];
            InputStream in = context.req().getInputStream();
            for (long left = MOST_DRAINED; left > 0; ) {
                int read = in.read(dropped);
                if (read < 0) {
                    return;
                }
                left -= read;
            }
        } catch (IOException gone) {
            log.debug("a sender of too much has gone", gone);
        }
    }

    /** What Javalin itself refuses: no such route, no such method, a body that is too long. */
    private static void answer(HttpResponseException refused, Context context) {
        int status = refused.getStatus();
        Problem problem = switch (status) {
            case 404 -> Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address; see /openapi.json.");
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This address does not take that method.");
            case 413 -> Problem.of(ProblemType.TOO_LARGE, "The body is too large.");
            default -> Problem.of(ProblemType.BAD_REQUEST, "The request cannot be understood.");
        };
        if (status == 405) {
            // The one detail that Javalin gives: the methods, under a name that depends on the caller's Accept.
            context.header("Allow", String.join(", ", refused.getDetails().values()));
        }
        ProblemJson.answer(context, problem);
    }

    public HttpServlet servlet() {
        return (HttpServlet) javalin.javalinServlet();
    }

    /** What the routes take and give. */
    List<Route> routes() {
        return routes;
    }
}
