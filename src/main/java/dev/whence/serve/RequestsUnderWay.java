package dev.whence.serve;

import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests that have begun end before the server stops, and turns later ones away: a sender whose receipt was written
 * shall hear of it. Stands before all other filters.
 */
public final class RequestsUnderWay implements Filter {
    private static final int MOST = Integer.MAX_VALUE;

    private final Semaphore places = new Semaphore(MOST);
    private volatile boolean stopping;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (stopping || !places.tryAcquire()) {
            turnAway((HttpServletResponse) response);
            return;
        }
        try {
            chain.doFilter(request, response);
            if (stopping) {
                complete(response);
            }
        } finally {
            places.release();
        }
    }

    /**
     * Sends what is left of the answer, its end too: the place is given free next, and then the connection may be closed at
     * any moment. To flush is not enough, since a flushed answer is chunked and its last chunk still to come.
     */
    private static void complete(ServletResponse response) throws IOException {
        try {
            response.getOutputStream().close();
        } catch (IllegalStateException writtenAsText) {
            response.getWriter().close();
        }
    }

    private static void turnAway(HttpServletResponse response) throws IOException {
        Problem problem =
                Problem.of(ProblemType.UNAVAILABLE, "The server is stopping; send this again when it is back.");
        response.setStatus(problem.type().status());
        response.setHeader("Retry-After", "5");
        response.setHeader("Connection", "close");
        response.setContentType(ProblemJson.MEDIA_TYPE);
        response.getOutputStream().write(ProblemJson.render(problem).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Takes no more, and waits until all have ended, but not longer than this. */
    public void finish(Duration longest) {
        stopping = true;
        try {
            if (places.tryAcquire(MOST, longest.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(MOST);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
