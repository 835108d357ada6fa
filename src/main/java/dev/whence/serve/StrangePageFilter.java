package dev.whence.serve;

import dev.whence.access.Principal;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Violation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where no rights are configured, whoever comes from this machine may do everything, and a browser on it also comes for the
 * pages of others. So of such callers a request is turned away that names this server by a name that is not its own (a page
 * whose name was made to point here), and one that wants to change something and comes from a page of another origin. Who
 * had to show a key is let through: no page has it. Stands behind the {@link AuthenticationFilter}.
 *
 * <p>Trusted is what a browser itself writes, {@code Host} and {@code Origin}: a page cannot choose them.
 */
public final class StrangePageFilter implements Filter {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern SEARCH = Pattern.compile("(/o/[^/;]+)?/stac/search");
    /** No page has an address for a name, so no name can be made to point to it. */
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-fA-F:.]+]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    private final String ownName;
    private final Set<String> origins;

    /**
     * @param base of the IRIs; its host is a name of this server
     * @param origins that may read answers, and so may ask for anything; {@code *} alone means all
     */
    public StrangePageFilter(String base, Set<String> origins) {
        this.ownName = Optional.ofNullable(URI.create(base).getHost())
                .orElse("localhost")
                .toLowerCase(Locale.ROOT);
        this.origins = Set.copyOf(origins);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        Optional<Violation> trouble =
                Caller.of(request).principal().means() == Principal.Means.HOUSE ? trouble(asked) : Optional.empty();
        if (trouble.isPresent()) {
            Violation broken = trouble.get();
            Audited.of(request).denied(broken.rule());
            ProblemJson.send(
                    (HttpServletResponse) response,
                    Problem.of(ProblemType.FORBIDDEN, broken.message(), List.of(broken)));
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Violation> trouble(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host != null && !isOwn(host)) {
            return broken(
                    "page:host",
                    "This server is not known by the name that the request has for it. Call it localhost, or by the name in"
                            + " its base; or configure rights, and it answers under any name.");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isHarmless(request) && !isWelcome(origin)) {
            return broken(
                    "page:origin",
                    "A page of another origin may not change anything here. Name the origin in http.cors-origins, or"
                            + " configure rights and have the page show a key.");
        }
        return Optional.empty();
    }

    /** A search changes nothing, by whatever method it is sent, and finds nothing but what is published. */
    private static boolean isHarmless(HttpServletRequest request) {
        return HARMLESS.contains(request.getMethod())
                || SEARCH.matcher(request.getRequestURI()).matches();
    }

    private static Optional<Violation> broken(String rule, String message) {
        return Optional.of(new Violation("", rule, message));
    }

    private boolean isOwn(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals(ownName)
                || ADDRESS.matcher(name).matches();
    }

    private boolean isWelcome(String origin) {
        int name = origin.indexOf("://");
        return origins.contains("*") || origins.contains(origin) || name > 0 && isOwn(origin.substring(name + 3));
    }
}
