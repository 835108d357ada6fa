package dev.whence.serve;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;

/**
 * Where a trusted proxy hands a request on, lets what is behind see the address of the sender and whether it came by TLS.
 * From anybody else {@code Forwarded} and {@code X-Forwarded-*} mean nothing.
 */
public final class ForwardedFilter implements Filter {
    private static final List<String> HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto");
    private static final String FROM_HERE = "dev.whence.from-here";

    private final TrustedProxies proxies;

    public ForwardedFilter(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        boolean handedOn = HEADERS.stream().anyMatch(name -> asked.getHeader(name) != null);
        asked.setAttribute(FROM_HERE, !handedOn && isThisMachine(asked));
        boolean believed = handedOn && proxies.contains(asked.getRemoteAddr());
        chain.doFilter(believed ? new HandedOn(asked, sender(asked)) : asked, response);
    }

    /** Whether a request comes from this machine itself, and through no proxy. */
    static boolean isFromHere(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(FROM_HERE));
    }

    private static boolean isThisMachine(HttpServletRequest request) {
        try {
            return request.getRemoteAddr().equals(request.getLocalAddr())
                    || InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private ForwardedFor.Hop sender(HttpServletRequest request) {
        List<String> forwarded = Collections.list(request.getHeaders("Forwarded"));
        List<ForwardedFor.Hop> hops = forwarded.isEmpty()
                ? ForwardedFor.customary(
                        Collections.list(request.getHeaders("X-Forwarded-For")),
                        Collections.list(request.getHeaders("X-Forwarded-Proto")))
                : ForwardedFor.standard(forwarded);
        return ForwardedFor.sender(hops, proxies, request.getRemoteAddr());
    }

    /** The request as the proxy got it. */
    private static final class HandedOn extends HttpServletRequestWrapper {
        private final ForwardedFor.Hop sender;

        HandedOn(HttpServletRequest request, ForwardedFor.Hop sender) {
            super(request);
            this.sender = sender;
        }

        @Override
        public String getRemoteAddr() {
            return sender.address();
        }

        @Override
        public String getRemoteHost() {
            return sender.address();
        }

        @Override
        public String getScheme() {
            return sender.secure() ? "https" : super.getScheme();
        }

        @Override
        public boolean isSecure() {
            return sender.secure() || super.isSecure();
        }
    }
}
