package dev.whence.serve.sparql;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer back until it is whole. Status and media type stay here as well, so that an answer that fails half-way
 * can still become a problem.
 */
final class AnswerBuffer extends HttpServletResponseWrapper {
    /** Below this, compression costs more than it saves. */
    private static final int WORTH_COMPRESSING = 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final int limit;
    private int status = 200;
    private @Nullable String type;

    AnswerBuffer(HttpServletResponse response, int limit) {
        super(response);
        this.limit = limit;
    }

    private final class Sink extends ServletOutputStream {
        @Override
        public void write(int b) {
            makeRoom(1);
            bytes.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            makeRoom(length);
            bytes.write(source, offset, length);
        }

        private void makeRoom(int length) {
            if (bytes.size() + (long) length > limit) {
                throw new LimitException("The answer is longer than " + limit + " bytes; ask for less at a time.");
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    /** The body as text; what Fuseki says of an error. */
    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Sends what was held back. */
    void send(boolean compress) throws IOException {
        HttpServletResponse response = (HttpServletResponse) getResponse();
        response.setStatus(status);
        response.setContentType(type);
        if (compress && bytes.size() >= WORTH_COMPRESSING) {
            response.setHeader("Content-Encoding", "gzip");
            try (GZIPOutputStream out = new GZIPOutputStream(response.getOutputStream())) {
                bytes.writeTo(out);
            }
        } else {
            response.setContentLength(bytes.size());
            bytes.writeTo(response.getOutputStream());
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new Sink();
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(getOutputStream(), true, StandardCharsets.UTF_8);
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int status) {
        this.status = status;
    }

    @Override
    public void sendError(int status, String message) {
        this.status = status;
    }

    @Override
    public void setContentType(@Nullable String type) {
        this.type = type;
    }

    @Override
    public @Nullable String getContentType() {
        return type;
    }

    /** Everything that is written here is UTF-8, and the media types say so themselves. */
    @Override
    public void setCharacterEncoding(@Nullable String encoding) {}

    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            type = value;
        } else if (name.equalsIgnoreCase("Vary")) {
            super.addHeader(name, value); // Fuseki's, beside what was said before
        } else if (!name.equalsIgnoreCase("Content-Length")) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void flushBuffer() {}

    @Override
    public void resetBuffer() {
        bytes.reset();
    }

    @Override
    public void reset() {
        bytes.reset();
        status = 200;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }
}
