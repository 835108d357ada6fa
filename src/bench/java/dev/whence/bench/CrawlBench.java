package dev.whence.bench;

import dev.whence.bench.HttpConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One harvester crawls the whole {@code /catalog}, then comes again a day later. Of a ledger in which datasets of three
 * distributions each are published; afterwards some were changed. The server is a process of its own, idle but for this. The
 * peer is the straightforward way: the same pages as {@code CONSTRUCT … LIMIT … OFFSET} at the same server's SPARQL endpoint,
 * some pages from first to last. Options: {@code --datasets} (100000), {@code --limit} of a page (100), {@code --changes}
 * (100), {@code --peer-pages} (10), {@code --crawls} (2: the first warms up and is told apart), {@code --seed} (1).
 */
final class CrawlBench {
    private static final String TURTLE = "text/turtle";
    private static final String N_TRIPLES = "application/n-triples";
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*\\} (\\S+)");
    private static final String PEER = "CONSTRUCT with LIMIT and OFFSET at the same server's SPARQL endpoint";

    private final Arguments arguments;
    private final int datasets;
    private final int limit;
    private final int changes;
    private final Result result;

    private CrawlBench(Arguments arguments) {
        this.arguments = arguments;
        this.datasets = arguments.number("datasets", 100_000);
        this.limit = arguments.number("limit", 100);
        this.changes = arguments.number("changes", 100);
        this.result = new Result("crawl", arguments);
    }

    public static void main(String[] args) throws Exception {
        new CrawlBench(Arguments.parse(args)).run();
    }

    private void run() throws Exception {
        Path data = arguments.work().resolve("data");
        Instant yesterday = fill(data);
        try (WhenceProcess server = WhenceProcess.serve(arguments, data)) {
            // Else the graph, or its compaction, would take one of the processors while the crawl is timed.
            long begun = System.nanoTime();
            server.awaitGraph();
            result.put("graph_ready_s", (System.nanoTime() - begun) / 1e9);
            server.awaitRest();
            result.put("graph_compact_s", (System.nanoTime() - begun) / 1e9);
            for (int i = 1; i < arguments.number("crawls", 2); i++) {
                CatalogCrawl warmUp = crawl(server);
                result.put("warm_up_datasets_per_s", datasets / warmUp.seconds());
            }
            double cpu = server.cpuSeconds();
            CatalogCrawl crawl = crawl(server);
            result.put("server_cpu_us_per_dataset", (server.cpuSeconds() - cpu) * 1e6 / datasets);
            report(crawl);
            daily(server.api(), yesterday, crawl.bytes());
            double peer = peer(server.api());
            result.figure(datasets / crawl.seconds(), "datasets/s", PEER, peer);
            result.put("datasets", datasets)
                    .put("distributions", 3L * datasets)
                    .put("limit", limit)
                    .print();
        }
    }

    /** @return a time between the datasets and the changes */
    private Instant fill(Path data) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (Publications publications = new Publications(data, arguments.seed())) {
            publications.publish(0, datasets, 1);
            result.put("fill_s", (System.nanoTime() - begun) / 1e9);
            TimeUnit.MILLISECONDS.sleep(20);
            Instant between = Instant.now();
            TimeUnit.MILLISECONDS.sleep(20);
            for (int i = 0; i < changes; i++) {
                int number = (int) ((long) i * datasets / changes);
                publications.publish(number, number + 1, 2);
            }
            return between;
        }
    }

    private CatalogCrawl crawl(WhenceProcess server) throws IOException {
        CatalogCrawl crawl = new CatalogCrawl(server.api(), TURTLE);
        int pages = (datasets + limit - 1) / limit;
        double[] heap = new double[2];
        try (HttpConnection metrics = new HttpConnection(server.api())) {
            crawl.crawl("/catalog?limit=" + limit, page -> {
                if (page % Math.max(1, pages / 50) == 0) {
                    int half = page <= pages / 2 ? 0 : 1;
                    heap[half] = Math.max(heap[half], heap(metrics));
                }
            });
        }
        result.put("heap_max_mb_first_half", heap[0] / 1e6).put("heap_max_mb_last_half", heap[1] / 1e6);
        return crawl;
    }

    private static double heap(HttpConnection connection) throws IOException {
        double sum = 0;
        Matcher line = HEAP.matcher(connection.get("/metrics", "*/*").text());
        while (line.find()) {
            sum += Double.parseDouble(line.group(1));
        }
        return sum;
    }

    private void report(CatalogCrawl crawl) {
        result.put("pages", crawl.pages()).put("bytes", crawl.bytes());
        result.put("bytes_per_dataset", crawl.bytes() / (double) datasets);
        result.put("page_p50_ms", crawl.times(0, 1).median())
                .put("page_p99_ms", crawl.times(0, 1).millis(0.99));
        result.put("page_p50_ms_first_tenth", crawl.times(0, 0.1).median())
                .put("page_p50_ms_last_tenth", crawl.times(0.9, 1).median());
        result.put("page_p99_ms_first_tenth", crawl.times(0, 0.1).millis(0.99))
                .put("page_p99_ms_last_tenth", crawl.times(0.9, 1).millis(0.99));
    }

    /** The same harvester on the next day. */
    private void daily(URI server, Instant yesterday, long whole) throws IOException {
        CatalogCrawl changed = new CatalogCrawl(server, TURTLE);
        changed.crawl("/catalog?modified_since=" + yesterday, page -> {});
        result.put("changes", changes).put("daily_bytes", changed.bytes());
        result.put("daily_ms", changed.seconds() * 1e3);
        result.put("daily_share_of_bytes", changed.bytes() / (double) whole);
    }

    /** Datasets a second of pages that are spread from the first to the last. */
    private double peer(URI server) throws IOException {
        int pages = Math.max(1, datasets / limit);
        int asked = Math.min(pages, arguments.number("peer-pages", 10));
        double seconds = 0;
        int answered = 0;
        double last = 0;
        try (HttpConnection connection = new HttpConnection(server)) {
            for (int i = 0; i < asked; i++) {
                int page = asked == 1 ? 0 : (int) ((long) i * (pages - 1) / (asked - 1));
                long start = System.nanoTime();
                Answer answer = connection.get("/sparql?query=" + encoded(query(page)), N_TRIPLES);
                last = (System.nanoTime() - start) / 1e9;
                seconds += last;
                answered += answer.status() == 200 ? 1 : 0;
                if (i == 0) {
                    result.put("peer_first_page_ms", last * 1e3);
                }
            }
        }
        result.put("peer_last_page_ms", last * 1e3).put("peer_pages", asked).put("peer_pages_answered", answered);
        return answered * (double) limit / seconds;
    }

    /** What a page says of its datasets, their distributions and the helper nodes of both. */
    private String query(int page) {
        return """
                PREFIX dcat: <http://www.w3.org/ns/dcat#>
                CONSTRUCT { ?thing ?property ?value . ?part ?more ?said . ?helper ?of ?what }
                WHERE {
                  { SELECT ?thing WHERE { GRAPH ?g { ?thing a dcat:Dataset } } ORDER BY ?thing LIMIT %d OFFSET %d }
                  GRAPH ?h {
                    { ?thing ?property ?value }
                    UNION { ?thing dcat:distribution ?part . ?part ?more ?said }
                    UNION { ?thing dcat:distribution/<http://spdx.org/rdf/terms#checksum> ?helper . ?helper ?of ?what }
                  }
                }""".formatted(limit, page * limit);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
