package dev.whence.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.query.canned.AnswerFormat;
import dev.whence.query.canned.CannedAnswer;
import dev.whence.query.canned.CannedQueries;
import dev.whence.query.canned.CannedQuery;
import dev.whence.query.canned.Parameter;
import dev.whence.query.canned.QueryRunner;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.serve.page.QueryPages;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /queries}: the canned queries, for programs and for people. */
final class QueryRoutes {
    private static final String HTML = "text/html";
    private static final String JSON = "application/json";

    /** Names that a route keeps for itself; everything else in the query string is a parameter of the query. */
    private static final String FORMAT = "format";

    private final CannedQueries queries;
    private final QueryRunner runner;
    private final Freshness freshness;
    private final Iris iris;

    QueryRoutes(CannedQueries queries, QueryRunner runner, Freshness freshness, Iris iris) {
        this.queries = queries;
        this.runner = runner;
        this.freshness = freshness;
        this.iris = iris;
    }

    void register(Api api) {
        api.route(
                Route.get("/queries", "listQueries")
                        .open()
                        .summary("The canned queries with their parameters")
                        .produces(List.of(JSON, HTML))
                        .answers(200, "Every query")
                        .build(),
                this::list);
        api.route(
                Route.get("/queries/{name}", "runQuery")
                        .scope(Scope.PROVENANCE_READ)
                        .summary("Runs a canned query; its parameters go into the query string under their names")
                        .inPath("name", "the query's name")
                        .inQuery(
                                FORMAT,
                                "string",
                                false,
                                "json, csv, tsv, xml; for triples turtle, jsonld, ntriples; html")
                        .inHeader(Freshness.MIN_SIZE, "integer", "answer when the graph has reached this ledger size")
                        .produces(mediaTypes())
                        .answers(200, "The answer; Whence-Complete says whether rows were cut")
                        .answers(400, "A parameter is missing or does not fit")
                        .answers(404, "No query of this name")
                        .answers(406, "No such form")
                        .answers(503, "It took too long, or too many are running; Retry-After says when to ask again")
                        .build(),
                this::run);
    }

    private static List<String> mediaTypes() {
        return Stream.concat(Stream.of(AnswerFormat.values()).map(AnswerFormat::mediaType), Stream.of(HTML))
                .toList();
    }

    private void list(Context context) throws RefusedException {
        if (Accepts.chosen(context, List.of(JSON, HTML)).equals(HTML)) {
            Reply.page(context, QueryPages.list(queries.all()));
            return;
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        queries.all().forEach(query -> all.add(describe(query)));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("queries", all);
        Reply.json(context, json);
    }

    private static ObjectNode describe(CannedQuery query) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", query.name()).put("group", query.group()).put("title", query.title());
        json.put("description", query.description()).put("href", "/queries/" + query.name());
        ArrayNode parameters = json.putArray("parameters");
        for (Parameter parameter : query.parameters()) {
            ObjectNode one = parameters.addObject();
            one.put("name", parameter.name()).put("type", parameter.type().word());
            one.put("required", parameter.isRequired()).put("description", parameter.description());
            parameter.defaultText().ifPresent(text -> one.put("default", text));
            parameter.example().ifPresent(text -> one.put("example", text));
        }
        json.put("query", query.text());
        return json;
    }

    private void run(Context context) throws RefusedException {
        CannedQuery query = queries.named(context.pathParam("name"))
                .orElseThrow(() -> new RefusedException(
                        ProblemType.NOT_FOUND, "There is no query of this name; GET /queries lists them."));
        Map<String, String> given = parameters(context);
        Optional<AnswerFormat> format = format(context, isTriples(query));
        freshness.await(context);
        if (format.isEmpty()) {
            page(context, query, given);
            return;
        }
        CannedAnswer answer = answer(query, given, Caller.of(context));
        tellComplete(context, answer);
        Reply.tagged(context, format.get().mediaType(), format.get().write(answer));
    }

    private CannedAnswer answer(CannedQuery query, Map<String, String> given, Caller caller) throws RefusedException {
        return runner.run(
                queries.bind(query.name(), given, caller.organisation()).query(), caller.sight());
    }

    private static boolean isTriples(CannedQuery query) {
        return query.query().isConstructType() || query.query().isDescribeType();
    }

    private static void tellComplete(Context context, CannedAnswer answer) {
        if (answer instanceof CannedAnswer.Table table) {
            context.header("Whence-Complete", String.valueOf(table.complete()));
        }
    }

    /** A page tells of trouble in words beside the form, not instead of it. */
    private void page(Context context, CannedQuery query, Map<String, String> given) {
        Optional<CannedAnswer> answer = Optional.empty();
        List<String> trouble = List.of();
        if (isReady(query, given)) {
            try {
                CannedAnswer found = answer(query, given, Caller.of(context));
                tellComplete(context, found);
                answer = Optional.of(found);
            } catch (RefusedException refused) {
                ProblemJson.status(context, refused.problem());
                trouble = words(refused.problem());
            }
        }
        Reply.page(context, QueryPages.one(new QueryPages.Asked(query, given, answer, trouble), iris));
    }

    /** Who opens a page has not asked yet; who gave a parameter has. */
    private static boolean isReady(CannedQuery query, Map<String, String> given) {
        return !given.isEmpty() || query.parameters().stream().noneMatch(Parameter::isRequired);
    }

    private static List<String> words(Problem problem) {
        return Stream.concat(
                        Stream.of(problem.detail()),
                        problem.violations().stream().map(Violation::message))
                .toList();
    }

    /** An empty field of a form is a parameter that was not given. */
    private static Map<String, String> parameters(Context context) throws RefusedException {
        Map<String, String> given = new LinkedHashMap<>();
        List<Violation> twice = new ArrayList<>();
        context.queryParamMap().forEach((name, values) -> {
            List<String> filled =
                    values.stream().filter(value -> !value.isEmpty()).toList();
            if (filled.size() > 1) {
                twice.add(new Violation(
                        name, "parameter:repeated", "the parameter '" + name + "' is given more than once"));
            } else if (!name.equals(FORMAT) && !filled.isEmpty()) {
                given.put(name, filled.get(0));
            }
        });
        if (!twice.isEmpty()) {
            throw new RefusedException(Problem.of(ProblemType.BAD_REQUEST, "A parameter has one value.", twice));
        }
        return given;
    }

    /** @return nothing where a page is wanted */
    private static Optional<AnswerFormat> format(Context context, boolean triples) throws RefusedException {
        List<AnswerFormat> fitting = AnswerFormat.fitting(triples);
        String word = context.queryParam(FORMAT);
        if (word == null) {
            return negotiated(context, fitting);
        }
        Optional<AnswerFormat> named = AnswerFormat.named(word).filter(fitting::contains);
        if (named.isEmpty() && !word.equals("html")) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST,
                    "This query's answer can be had as "
                            + fitting.stream().map(AnswerFormat::word).collect(Collectors.joining(", ")) + ", html.");
        }
        return named;
    }

    /** Plain JSON is a program's word for whichever form is written in it. */
    private static Optional<AnswerFormat> negotiated(Context context, List<AnswerFormat> fitting)
            throws RefusedException {
        List<String> offered = Stream.concat(fitting.stream().map(AnswerFormat::mediaType), Stream.of(JSON, HTML))
                .toList();
        String chosen = Accepts.chosen(context, offered);
        return fitting.stream()
                .filter(format -> format.mediaType().equals(chosen)
                        || (chosen.equals(JSON) && format.mediaType().endsWith("+json")))
                .findFirst();
    }
}
