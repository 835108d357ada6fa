package dev.whence.harvest.web;

import dev.whence.wire.TooLongException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks one source for its documents, one after the other. A request that comes to nothing for a passing reason is tried
 * again, later each time, and as late as the server asks for; redirects are followed to hosts that may be asked. For one
 * thread.
 */
public final class Web {
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;
    /** RFC 9309 §2.5. */
    private static final int ROBOTS_BYTES = 512 << 10;
    /** A source that answers this many requests in a row with nothing is let alone. */
    private static final int FAILURES_IN_A_ROW = 3;

    private final WebSettings settings;
    private final Clock clock;
    private final Pause pause;
    private final Budget budget;
    private final Wire wire;
    private final Doors doors;
    private final Map<String, Robots> robots = new HashMap<>();
    private int failures;
    private boolean asked;

    /** @param source whose host may be asked, and no other that the settings do not name */
    public Web(WebSettings settings, URI source, Clock clock, Pause pause) {
        this(settings, source, clock, pause, InetAddress::getAllByName);
    }

    Web(WebSettings settings, URI source, Clock clock, Pause pause, Doors.Names names) {
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.budget = new Budget(settings, clock);
        this.wire = new Wire(settings, budget);
        this.doors = new Doors(settings, source, names);
    }

    /** How many bytes came over the wire, with the heads of the answers. */
    public long bytes() {
        return budget.bytes();
    }

    public int requests() {
        return budget.requests();
    }

    /** @throws StoppedException where the time of the harvest is over */
    public void requireTime() throws StoppedException {
        budget.requireTime(Duration.ZERO);
    }

    /** Why an address may not be asked at all; nothing where it may. */
    public Optional<String> objection(URI url) {
        return doors.objection(url).map(Doors.Objection::text);
    }

    /**
     * Asks for a document.
     *
     * @param known what its server said when it was asked before, so that it need not send again what has not changed
     * @throws StoppedException where the budget is spent, or the source no longer answers
     */
    public Fetched get(URI url, Validators known, String accept) throws StoppedException, InterruptedException {
        Fetched fetched = follow(url, known, accept);
        if (!(fetched instanceof Fetched.Failed failed)) {
            failures = 0;
            return fetched;
        }
        // A link that is dead or forbidden says nothing of the source, and behind it may be good ones.
        failures += failed.isPassing() ? 1 : 0;
        if (failures >= FAILURES_IN_A_ROW) {
            throw new StoppedException("the source failed " + failures + " times in a row, the last time at " + url
                    + ": " + failed.reason());
        }
        return fetched;
    }

    private Fetched follow(URI first, Validators known, String accept) throws StoppedException, InterruptedException {
        URI url = first;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            Optional<Doors.Objection> objection = mayAsk(url);
            if (objection.isPresent()) {
                String why = objection.get().text();
                return new Fetched.Failed(
                        hops == 0 ? why : "it redirects to " + url + ", and " + why,
                        objection.get().isPassing());
            }
            Step step = patiently(url, conditions(known, accept));
            if (step.answer().isEmpty()) {
                return new Fetched.Failed(step.trouble(), step.isPassing());
            }
            Wire.Answer answer = step.answer().get();
            Optional<URI> next = redirect(url, answer);
            if (next.isEmpty()) {
                return fetched(url, answer, known);
            }
            url = next.get();
        }
        return new Fetched.Failed("it redirects more than " + MOST_REDIRECTS + " times", false);
    }

    /** Before each request, also one that is a redirect's. */
    private Optional<Doors.Objection> mayAsk(URI url) throws StoppedException, InterruptedException {
        Optional<Doors.Objection> closed = doors.objection(url);
        if (closed.isPresent()) {
            return closed;
        }
        return robots(url).allows(target(url))
                ? Optional.empty()
                : Optional.of(new Doors.Objection("the site's robots.txt does not let us ask for it", false));
    }

    private static String target(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static Map<String, String> conditions(Validators known, String accept) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", accept);
        known.etag().ifPresent(tag -> headers.put("If-None-Match", tag));
        known.lastModified().ifPresent(at -> headers.put("If-Modified-Since", at));
        return headers;
    }

    private static Fetched fetched(URI url, Wire.Answer answer, Validators known) {
        return switch (answer.status()) {
            case 200 ->
                new Fetched.Fresh(
                        url,
                        answer.body(),
                        answer.mediaType(),
                        new Validators(answer.header("ETag"), answer.header("Last-Modified")),
                        answer.header("Cache-Control")
                                .filter(control ->
                                        control.toLowerCase(Locale.ROOT).contains("immutable"))
                                .isPresent());
            case 304 ->
                known.isEmpty()
                        ? new Fetched.Failed("it answers 304 to who has nothing", false)
                        : new Fetched.Unchanged();
            case 410 -> new Fetched.Gone();
            default -> new Fetched.Failed(ProblemDetail.told(answer), answer.status() >= 500);
        };
    }

    /** Where an answer leads on to; nothing where it does not, or to nowhere. */
    private static Optional<URI> redirect(URI url, Wire.Answer answer) {
        if (!REDIRECTS.contains(answer.status())) {
            return Optional.empty();
        }
        try {
            return answer.header("Location").map(location -> withoutFragment(url.resolve(location)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static URI withoutFragment(URI url) {
        String text = url.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? url : URI.create(text.substring(0, fragment));
    }

    /** An answer that is not passing trouble, or what the last trouble was, and whether that may pass. */
    private record Step(Optional<Wire.Answer> answer, String trouble, boolean isPassing) {}

    private Step patiently(URI url, Map<String, String> headers) throws StoppedException, InterruptedException {
        Duration wait = settings.firstPause();
        for (int tries = 1; ; tries++) {
            String trouble;
            Optional<Duration> asked = Optional.empty();
            try {
                Wire.Answer answer = once(url, headers, settings.mostBytes());
                if (!PASSING.contains(answer.status())) {
                    return new Step(Optional.of(answer), "", false);
                }
                trouble = ProblemDetail.told(answer);
                asked = answer.header("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant()));
            } catch (TooLongException | ClosedException lasting) {
                return new Step(Optional.empty(), Wire.reason(lasting), false);
            } catch (IOException failed) {
                trouble = "it does not answer: " + Wire.reason(failed);
            }
            budget.requireSome();
            Duration next = asked.orElse(wait);
            if (next.compareTo(settings.longestPause()) > 0) {
                throw new StoppedException(url + " wants to be asked again in " + next.toSeconds() + " s");
            }
            if (tries == settings.tries()) {
                return new Step(Optional.empty(), trouble + ", " + tries + " times", true);
            }
            budget.requireTime(next);
            pause.take(next);
            wait = wait.multipliedBy(2).compareTo(settings.longestPause()) < 0
                    ? wait.multipliedBy(2)
                    : settings.longestPause();
        }
    }

    private Wire.Answer once(URI url, Map<String, String> headers, int most)
            throws IOException, StoppedException, InterruptedException {
        Duration delay = delay(url);
        if (asked && !delay.isZero()) {
            budget.requireTime(delay);
            pause.take(delay);
        }
        asked = true;
        budget.requireSome();
        requireOpen(url);
        return wire.get(url, headers, most);
    }

    /** What a name stands for may have changed in a wait before a request. */
    private void requireOpen(URI url) throws IOException {
        Optional<Doors.Objection> objection = doors.objection(url);
        if (objection.isPresent()) {
            String why = objection.get().text();
            throw objection.get().isPassing() ? new IOException(why) : new ClosedException(why);
        }
    }

    private Duration delay(URI url) {
        Robots known = robots.getOrDefault(authority(url), Robots.ALL_ALLOWED);
        return known.delay()
                .filter(asked -> asked.compareTo(settings.delay()) > 0)
                .orElse(settings.delay());
    }

    private static String authority(URI url) {
        return url.getScheme() + "://" + url.getHost() + ":" + Doors.port(url);
    }

    private Robots robots(URI url) throws StoppedException, InterruptedException {
        String authority = authority(url);
        Robots known = robots.get(authority);
        if (known == null) {
            known = askRobots(URI.create(authority + "/robots.txt"));
            robots.put(authority, known);
        }
        return known;
    }

    /** A site without such a file allows everything; one that cannot be asked for it, nothing (RFC 9309 §2.3.1). */
    private Robots askRobots(URI file) throws StoppedException, InterruptedException {
        URI url = file;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            Step step = patiently(url, Map.of("Accept", "text/plain"));
            if (step.answer().isEmpty()) {
                throw new StoppedException(
                        "the source's " + file + " cannot be had, so nothing is asked: " + step.trouble());
            }
            Wire.Answer answer = step.answer().get();
            Optional<URI> next =
                    redirect(url, answer).filter(to -> doors.objection(to).isEmpty());
            if (next.isEmpty()) {
                return answer.status() == 200 ? read(answer) : Robots.ALL_ALLOWED;
            }
            url = next.get();
        }
        return Robots.ALL_ALLOWED;
    }

    private Robots read(Wire.Answer answer) {
        int length = Math.min(answer.body().length, ROBOTS_BYTES);
        return Robots.parse(new String(answer.body(), 0, length, StandardCharsets.UTF_8), settings.productToken());
    }
}
