package dev.whence.serve.page;

import dev.whence.query.canned.AnswerFormat;
import dev.whence.query.canned.CannedAnswer;
import dev.whence.query.canned.CannedQuery;
import dev.whence.query.canned.Parameter;
import dev.whence.receipt.Iris;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.jena.sparql.core.Var;

/** The list of canned queries, and one query with its form and its answer. */
public final class QueryPages {
    private final Asked asked;
    private final Names names;
    private final Html body = Html.fragment();

    /**
     * What a reader asked and what came of it.
     *
     * @param given what the reader put into the form
     * @param answer absent while a required parameter is
     * @param trouble why there is no answer though one was asked for
     */
    public record Asked(
            CannedQuery query, Map<String, String> given, Optional<CannedAnswer> answer, List<String> trouble) {
        public Asked {
            given = Map.copyOf(given);
            trouble = List.copyOf(trouble);
        }
    }

    private QueryPages(Asked asked, Names names) {
        this.asked = asked;
        this.names = names;
    }

    public static String list(Collection<CannedQuery> queries) {
        Html body = Html.fragment();
        body.element(
                "p",
                "Questions that are asked often. Each is a file that you can read, copy and change; the answers come from "
                        + "the graph.",
                "class",
                "soft");
        Map<String, List<CannedQuery>> groups =
                queries.stream().collect(Collectors.groupingBy(CannedQuery::group, TreeMap::new, Collectors.toList()));
        groups.forEach((group, members) -> {
            body.element("h2", capitalised(group));
            body.open("ul", "class", "cards");
            members.forEach(query -> card(body, query));
            body.close("ul");
        });
        return Html.page("Queries", body);
    }

    private static void card(Html body, CannedQuery query) {
        body.open("li")
                .open("h3")
                .link("/queries/" + query.name(), query.title())
                .close("h3");
        body.element("p", firstSentence(query.description())).close("li");
    }

    /**
     * One query.
     *
     * @param iris the base of the IRIs in the answer
     */
    public static String one(Asked asked, Iris iris) {
        return new QueryPages(asked, new Names(iris)).write();
    }

    private String write() {
        CannedQuery query = asked.query();
        body.element("p", query.description());
        if (!query.parameters().isEmpty()) {
            form();
        }
        asked.trouble().forEach(line -> body.element("p", line, "class", "bad", "role", "alert"));
        asked.answer().ifPresent(this::answer);
        body.open("details").element("summary", "The query");
        body.element("pre", query.text(), "tabindex", "0", "aria-label", "The query")
                .close("details");
        return Html.page(query.title(), body);
    }

    private void form() {
        CannedQuery query = asked.query();
        body.open("form", "method", "get", "action", "/queries/" + query.name());
        query.parameters().forEach(this::field);
        body.element("button", "Ask", "type", "submit").close("form");
        Map<String, String> example = new LinkedHashMap<>();
        query.parameters().forEach(p -> p.example().ifPresent(text -> example.put(p.name(), text)));
        if (!example.isEmpty() && asked.answer().isEmpty()) {
            body.open("p").link(address(example), "Try an example").close("p");
        }
    }

    private void field(Parameter parameter) {
        String field = "p-" + parameter.name();
        String usual = parameter.defaultText().orElse("");
        body.open("div").element("label", parameter.name(), "for", field);
        body.open(
                "input",
                "id",
                field,
                "name",
                parameter.name(),
                "value",
                asked.given().getOrDefault(parameter.name(), usual),
                "placeholder",
                parameter.example().orElse(""),
                "autocomplete",
                "off",
                "spellcheck",
                "false",
                "aria-describedby",
                field + "-help");
        String need = parameter.isRequired() ? " (required): " : ": ";
        body.element(
                "p", parameter.description() + need + parameter.type().form(), "id", field + "-help", "class", "soft");
        body.close("div");
    }

    private void answer(CannedAnswer answer) {
        body.element("h2", "Answer");
        if (answer instanceof CannedAnswer.Table table) {
            table(table);
        } else if (answer instanceof CannedAnswer.Triples triples) {
            String turtle = new String(AnswerFormat.TURTLE.write(triples), StandardCharsets.UTF_8);
            body.element("pre", turtle, "tabindex", "0", "aria-label", "The answer");
        }
        formats(answer instanceof CannedAnswer.Triples);
    }

    private void table(CannedAnswer.Table table) {
        if (table.rows().isEmpty()) {
            body.element("p", "No rows: nothing in the graph fits.", "role", "status");
            return;
        }
        String count = table.rows().size() + (table.rows().size() == 1 ? " row" : " rows");
        body.element("p", table.complete() ? count : "The first " + count + "; there are more.", "class", "soft");
        List<String> heads = table.columns().stream()
                .map(Var::getVarName)
                .map(QueryPages::words)
                .toList();
        List<List<Cell>> rows = table.rows().stream()
                .map(row -> table.columns().stream()
                        .map(column -> names.cell(row.get(column)))
                        .toList())
                .toList();
        body.table(asked.query().title(), heads, rows);
    }

    private void formats(boolean triples) {
        body.element("h2", "The same for programs").open("p", "class", "links");
        for (AnswerFormat format : AnswerFormat.fitting(triples)) {
            Map<String, String> given = new TreeMap<>(asked.given());
            given.put("format", format.word());
            body.link(address(given), format.word());
        }
        body.close("p");
    }

    private String address(Map<String, String> given) {
        return given.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "/queries/" + asked.query().name() + "?", ""));
    }

    /** {@code replacedBy} as people write it. */
    private static String words(String variable) {
        return variable.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
