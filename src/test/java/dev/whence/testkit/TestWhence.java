package dev.whence.testkit;

import dev.whence.app.OpenHouse;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** A server in this process, on a free port, over a folder that the test gives. */
public final class TestWhence implements AutoCloseable {
    private final OpenHouse house;
    private final Web web;
    private final Publishing publishing;

    private TestWhence(OpenHouse house) {
        this.house = house;
        this.web = new Web(house.url());
        this.publishing = new Publishing(house);
    }

    public static TestWhence start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /** @param settings as environment variables, such as {@code WHENCE_INTAKE_QUEUE} */
    public static TestWhence start(Path data, Map<String, String> settings) throws IOException {
        return new TestWhence(OpenHouse.serve(data, settings));
    }

    /** One whose IRIs answer where they say, for clients that follow links. */
    public static TestWhence underItsOwnBase(Path data) throws IOException {
        int port = freePort();
        String base = "http://127.0.0.1:" + port + "/";
        return new TestWhence(OpenHouse.serve(data, Map.of("WHENCE_BASE", base), port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** With rights, and in the belief that everybody is who the header of {@link TestPrincipal} says. */
    public static TestWhence withRights(Path data) throws IOException {
        return withRights(data, Map.of());
    }

    /** @param settings as environment variables */
    public static TestWhence withRights(Path data, Map<String, String> settings) throws IOException {
        return new TestWhence(OpenHouse.serve(data, settings, TestPrincipal.ACCESS, TestPrincipal.BELIEVED));
    }

    public Web web() {
        return web;
    }

    /** Puts records on the public surfaces without judging them first. */
    public Publishing publishing() {
        return publishing;
    }

    public String url() {
        return house.url();
    }

    /** Under which all IRIs lie, whatever the port. */
    public String base() {
        return house.base();
    }

    /** Where a minted IRI answers here. */
    public String pathOf(String iri) {
        return "/" + iri.substring(base().length()).replaceFirst("#.*", "");
    }

    @Override
    public void close() {
        house.close();
    }
}
