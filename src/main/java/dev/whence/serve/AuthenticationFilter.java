package dev.whence.serve;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Says who the caller is, in front of everything: Fuseki, the API, the pages. For now everybody is
 * {@link Caller#ANONYMOUS}; nothing behind this filter asks in any other way.
 */
public final class AuthenticationFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(Caller.ATTRIBUTE, Caller.ANONYMOUS);
        chain.doFilter(request, response);
    }
}
