package dev.whence.serve.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds a page. Text goes through {@link #text}, and every attribute's value is escaped, so that nothing that a receipt
 * holds can become markup. For one thread.
 */
public final class Html {
    private final StringBuilder out = new StringBuilder(4096);

    private Html() {}

    /**
     * A whole page.
     *
     * @param title plain text
     * @param body the markup of the main part, made by another {@code Html}
     */
    public static String page(String title, Html body) {
        Html page = new Html();
        page.out.append("<!doctype html>\n");
        page.open("html", "lang", "en");
        page.open("head");
        page.raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.raw("<meta name=\"color-scheme\" content=\"light dark\">");
        page.element("title", title + " · Whence");
        page.raw("<link rel=\"stylesheet\" href=\"/pages/whence.css\">");
        page.raw("<link rel=\"icon\" type=\"image/svg+xml\" href=\"/pages/whence.svg\">");
        page.close("head").open("body");
        page.raw("<a class=\"skip\" href=\"#main\">Skip to the content</a>");
        page.raw("<header><nav aria-label=\"Main\"><a class=\"name\" href=\"/\">Whence</a>"
                + "<a href=\"/catalog\">Catalog</a><a href=\"/queries\">Queries</a><a href=\"/sparql\">SPARQL</a>"
                + "<a href=\"/openapi.json\">API</a><a href=\"/health\">Health</a></nav></header>");
        page.open("main", "id", "main").element("h1", title);
        page.out.append(body.out);
        return page.close("main").close("body").close("html").out.toString();
    }

    public static Html fragment() {
        return new Html();
    }

    /** @param attributes name, value, name, value … */
    public Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    public Html close(String tag) {
        end(tag);
        out.append('\n');
        return this;
    }

    public Html text(String text) {
        out.append(escape(text));
        return this;
    }

    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    public Html link(String address, String text) {
        open("a", "href", address).text(text).end("a");
        return this;
    }

    /** A table; a wide one scrolls by itself, and can be reached by keyboard. */
    Html table(String caption, List<String> heads, List<List<Cell>> rows) {
        open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        open("table").open("thead").open("tr");
        heads.forEach(head -> element("th", head, "scope", "col"));
        close("tr").close("thead").open("tbody");
        for (List<Cell> row : rows) {
            open("tr");
            for (int i = 0; i < row.size(); i++) {
                cell(row.get(i), heads.get(i));
            }
            close("tr");
        }
        return close("tbody").close("table").close("div");
    }

    /** Text from outside stands in a {@code bdi}, so that its script cannot turn what stands around it. */
    private void cell(Cell cell, String head) {
        open("td");
        cell.kind().filter(kind -> !kind.equals(head)).ifPresent(kind -> element("span", kind, "class", "kind"));
        String tag = cell.address().isPresent() ? "a" : "bdi";
        List<String> attributes = new ArrayList<>();
        cell.address().ifPresent(address -> attributes.addAll(List.of("href", address)));
        cell.whole().ifPresent(whole -> attributes.addAll(List.of("title", whole)));
        open(tag, attributes.toArray(String[]::new));
        if (tag.equals("a")) {
            open("bdi").text(cell.text()).end("bdi");
        } else {
            text(cell.text());
        }
        end(tag);
        close("td");
    }

    private void end(String tag) {
        out.append("</").append(tag).append('>');
    }

    /** Markup written in this class's own source; never anything that came from outside. */
    private Html raw(String markup) {
        out.append(markup).append('\n');
        return this;
    }

    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
