package dev.whence.serve.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.store.GraphStore;
import dev.whence.store.MadeLedger;
import dev.whence.store.StoreSettings;
import dev.whence.store.Tdb2GraphStore;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.fuseki.main.sys.FusekiModules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration for a stock Fuseki serves what the store has written, once the store is closed. */
class StockFusekiTest {
    @TempDir
    private Path folder;

    @Test
    void serves_the_folder_of_a_stopped_store_read_only() throws Exception {
        Path home = folder.resolve("whence-data/graph");
        MadeLedger ledger = new MadeLedger(30);
        try (GraphStore store = Tdb2GraphStore.open(home, StoreSettings.defaults(), ledger)) {
            store.project(ledger.entries(0, 30), MadeLedger.mark(30));
            store.compact();
        }
        FusekiServer stock = FusekiServer.create()
                .port(0)
                .loopback(true)
                .fusekiModules(FusekiModules.create())
                .parseConfigFile(configuration().toString())
                .build()
                .start();
        try {
            assertThat(ask(stock, "SELECT (COUNT(*) AS ?n) { ?run <" + MadeLedger.PROV + "used> ?artifact }"))
                    .isEqualTo("200 n\r\n30\r\n");
            assertThat(ask(stock, "SELECT ?x { SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } }"))
                    .startsWith("422");
            assertThat(post(stock, "update", "INSERT DATA { <a:a> <a:b> <a:c> }"))
                    .startsWith("4");
        } finally {
            stock.stop();
        }
        try (GraphStore store = Tdb2GraphStore.open(home, StoreSettings.defaults(), ledger)) {
            assertThat(store.watermark()).isEqualTo(MadeLedger.mark(30));
        }
    }

    private Path configuration() throws IOException {
        String shipped;
        try (var in = StockFusekiTest.class.getResourceAsStream("/fuseki-config/whence.ttl")) {
            shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String moved = shipped.replace(
                "tdb2:location \"whence-data/", "tdb2:location \"" + folder.resolve("whence-data") + "/");
        assertThat(moved).isNotEqualTo(shipped);
        return Files.writeString(folder.resolve("whence.ttl"), moved);
    }

    private static String ask(FusekiServer stock, String query) throws Exception {
        URI uri = URI.create("http://localhost:" + stock.getPort() + "/whence/sparql?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(uri).header("Accept", "text/csv").build());
    }

    private static String post(FusekiServer stock, String parameter, String text) throws Exception {
        URI uri = URI.create("http://localhost:" + stock.getPort() + "/whence/");
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        parameter + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .build());
    }

    private static String send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
