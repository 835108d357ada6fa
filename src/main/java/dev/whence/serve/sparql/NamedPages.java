package dev.whence.serve.sparql;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Lets scripts of the pages that are named read everything. What a browser asks for the scripts of others is answered behind it,
 * as there are things that all may read; Jetty's own handler would answer such a question itself, with nothing.
 */
final class NamedPages extends CrossOriginHandler {
    private final Set<String> origins;

    /** @param origins {@code *} alone means all */
    NamedPages(Set<String> origins) {
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Handler behind = getHandler();
        return behind != null && isOfOthers(request)
                ? behind.handle(request, response, callback)
                : super.handle(request, response, callback);
    }

    private boolean isOfOthers(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return HttpMethod.OPTIONS.is(request.getMethod())
                && origin != null
                && !origins.contains("*")
                && !origins.contains(origin);
    }
}
