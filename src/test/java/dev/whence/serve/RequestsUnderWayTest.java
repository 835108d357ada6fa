package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for an answer when the server is told to stop gets the whole of it. */
class RequestsUnderWayTest {
    private static final String LATE = "/late";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final RequestsUnderWay underWay = new RequestsUnderWay();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final CountDownLatch mayComplete = new CountDownLatch(1);
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST)
            .build();

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        // Stands outside: what the container does of itself comes after this only.
        context.addFilter(
                new FilterHolder((Filter) (request, response, chain) -> {
                    chain.doFilter(request, response);
                    if (!isLate(request)) {
                        await(mayComplete);
                    }
                }),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        context.addFilter(new FilterHolder(underWay), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Slow()), "/*");
        jetty.setHandler(context);
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        mayAnswer.countDown();
        mayComplete.countDown();
        jetty.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes", "/text", "/nothing"})
    void the_whole_answer_is_out_before_the_end_is_free_to_come(String path) throws Exception {
        CompletableFuture<HttpResponse<String>> asked = ask(path);
        await(begun);
        CompletableFuture<Void> finishing = CompletableFuture.runAsync(() -> underWay.finish(LONGEST));
        Awaitility.await().atMost(LONGEST).until(() -> ask(LATE).get().statusCode() == 503);
        assertThat(finishing).isNotDone();

        mayAnswer.countDown();
        // Nothing that the container would still do is needed.
        HttpResponse<String> answer = asked.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(path.equals("/nothing") ? "" : "done");
        finishing.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void what_never_ends_keeps_nobody_for_longer_than_was_said() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = ask("/bytes");
        await(begun);
        underWay.finish(Duration.ofMillis(10));
        assertThat(asked).isNotDone();
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        URI address = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
        return client.sendAsync(
                HttpRequest.newBuilder(address).timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static boolean isLate(ServletRequest request) {
        return LATE.equals(((HttpServletRequest) request).getRequestURI());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private final class Slow extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (!isLate(request)) {
                begun.countDown();
                RequestsUnderWayTest.await(mayAnswer);
            }
            response.setStatus(201);
            switch (request.getRequestURI()) {
                case "/bytes" -> response.getOutputStream().print("done");
                case "/text" -> response.getWriter().print("done");
                default -> {}
            }
        }
    }
}
