package dev.whence.serve.sparql;

import dev.whence.access.Principal;
import dev.whence.access.Scope;
import dev.whence.query.Turns;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.Audited;
import dev.whence.serve.Caller;
import dev.whence.serve.Freshness;
import dev.whence.serve.ProblemJson;
import dev.whence.serve.SharedCaches;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before Fuseki at {@code /sparql}: answers a bare GET with the page or the service description, lets queries in
 * by {@link Turns}, and sends what comes back either whole or as a problem.
 */
final class EndpointFilter implements Filter {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /** Fuseki would answer with a script or a link of the caller's choice. */
    private static final Set<String> NOT_OFFERED = Set.of("callback", "stylesheet", "update", "using-graph-uri");

    private final SparqlSettings settings;
    private final Turns turns;
    private final Shares shares;
    private final Freshness.GraphWait wait;
    private final FrontDoor frontDoor;

    EndpointFilter(SparqlSettings settings, Freshness.GraphWait wait, FrontDoor frontDoor) {
        this.settings = settings;
        this.wait = wait;
        this.frontDoor = frontDoor;
        this.turns = new Turns(settings.queries(), settings.waiting(), settings.longestWait());
        this.shares = new Shares(Math.max(1, settings.queries() - 1));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.addHeader("Vary", "Accept, Accept-Encoding");
        Caller caller = Caller.of(request);
        SharedCaches.warn(answer, caller);
        try {
            allow(asked, caller);
            switch (asked.getMethod()) {
                case "GET", "HEAD" -> get(asked, answer, chain);
                case "POST" -> query(asked, answer, chain);
                default -> refuseMethod(answer);
            }
        } catch (RefusedException e) {
            ProblemJson.send(answer, e.problem());
        }
    }

    private static void allow(HttpServletRequest request, Caller caller) throws RefusedException {
        Audited audited = Audited.of(request);
        audited.operation("sparql");
        audited.decided(caller.decide(Scope.PROVENANCE_READ));
        caller.require(Scope.PROVENANCE_READ, "sparql");
    }

    private void get(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException, RefusedException {
        for (String name : NOT_OFFERED) {
            if (request.getParameter(name) != null) {
                throw new RefusedException(ProblemType.BAD_REQUEST, "The parameter " + name + " is not offered here.");
            }
        }
        if (request.getParameter("query") == null) {
            frontDoor.open(request, response);
        } else if (request.getMethod().equals("HEAD")) {
            refuseMethod(response);
        } else {
            query(request, response, chain);
        }
    }

    private static void refuseMethod(HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "GET, POST");
        ProblemJson.send(response, Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Queries are asked with GET or POST."));
    }

    private void query(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException, RefusedException {
        awaitSize(request);
        AnswerBuffer buffer = new AnswerBuffer(response, settings.limits().bytes());
        Principal principal = Caller.of(request).principal();
        if (!shares.enter(principal)) {
            throw new RefusedException(
                    ProblemType.TOO_MANY_REQUESTS, "Too many queries of yours are running; ask again soon.");
        }
        try {
            inTurn(request, buffer, chain);
        } finally {
            shares.leave(principal);
        }
        Optional<Problem> problem = problem(request, buffer);
        if (problem.isPresent()) {
            ProblemJson.send(response, problem.get());
        } else {
            buffer.send(takesGzip(request));
        }
    }

    private void inTurn(HttpServletRequest request, AnswerBuffer buffer, FilterChain chain)
            throws IOException, ServletException, RefusedException {
        turns.enter();
        try {
            chain.doFilter(request, buffer);
        } finally {
            turns.leave();
        }
    }

    private void awaitSize(HttpServletRequest request) throws RefusedException {
        String size = request.getHeader(Freshness.MIN_SIZE);
        if (size == null) {
            return;
        }
        try {
            if (!wait.until(Long.parseLong(size.strip()), LONGEST_WAIT)) {
                throw new RefusedException(
                        ProblemType.UNAVAILABLE, "The graph has not reached the size asked for; ask again soon.");
            }
        } catch (NumberFormatException e) {
            throw new RefusedException(ProblemType.BAD_REQUEST, Freshness.MIN_SIZE + " must be a whole number.");
        }
    }

    /** What went wrong: in our own words where we know, else by Fuseki's status. */
    private static Optional<Problem> problem(HttpServletRequest request, AnswerBuffer buffer) {
        if (request.getAttribute(QueryProcessor.PROBLEM) instanceof Problem told) {
            return Optional.of(told);
        }
        return buffer.getStatus() < 400
                ? Optional.empty()
                : Optional.of(ProblemAnswer.of(buffer.getStatus(), buffer.text()));
    }

    private static boolean takesGzip(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }
}
