package dev.whence.serve.sparql;

import dev.whence.serve.ProblemJson;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The few files that the query page is made of, under {@value #PATH}; nothing else on the classpath can be reached. The
 * page works with the network cut: everything comes from here, and its policy lets a browser talk to nobody else.
 */
final class Assets extends HttpServlet {
    static final String PATH = "/sparql-page/";
    private static final long serialVersionUID = 1;
    private static final String FOLDER = "/pages/sparql/";
    private static final String YASGUI = "/META-INF/resources/webjars/zazuko__yasgui/4.5.0/build/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    private final transient Map<String, Asset> assets = new HashMap<>();

    Assets() {
        add("page.js", FOLDER + "page.js", "text/javascript");
        add("page.css", FOLDER + "page.css", "text/css");
        add("whence.css", "/pages/whence.css", "text/css");
        add("yasgui.min.js", YASGUI + "yasgui.min.js", "text/javascript");
        add("yasgui.min.css", YASGUI + "yasgui.min.css", "text/css");
    }

    private void add(String name, String resource, String type) {
        assets.put("/" + name, new Asset(type, read(resource)));
    }

    /** The page itself, served at the endpoint. */
    static Asset page() {
        return new Asset("text/html", bytes("index.html"));
    }

    static byte[] bytes(String name) {
        return read(FOLDER + name);
    }

    private static byte[] read(String resource) {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @Nullable Asset asset = assets.get(String.valueOf(request.getPathInfo()));
        if (asset == null) {
            ProblemJson.send(response, ProblemAnswer.of(404, ""));
        } else {
            asset.send(request, response);
        }
    }

    /** A text file, kept compressed as well. */
    record Asset(String type, byte[] plain, byte[] gzip, String tag) {
        Asset(String type, byte[] plain) {
            this(type, plain, compress(plain), '"' + Integer.toHexString(java.util.Arrays.hashCode(plain)) + '"');
        }

        private static byte[] compress(byte[] plain) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }

        void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("ETag", tag);
            if (tag.equals(request.getHeader("If-None-Match"))) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
            String accepted = request.getHeader("Accept-Encoding");
            boolean small = accepted != null && accepted.contains("gzip");
            if (small) {
                response.setHeader("Content-Encoding", "gzip");
            }
            response.setContentType(type + ";charset=utf-8");
            response.setContentLength(small ? gzip.length : plain.length);
            response.getOutputStream().write(small ? gzip : plain);
        }
    }
}
