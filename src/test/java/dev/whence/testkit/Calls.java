package dev.whence.testkit;

import java.nio.charset.StandardCharsets;

/** Calls operations by their ids. */
public final class Calls {
    private final Web web;
    private final String[] headers;

    /** @param headers that every call has, such as who calls */
    public Calls(Web web, String... headers) {
        this.web = web;
        this.headers = headers;
    }

    /** @param input JSON with ' for ", so that tests can be read */
    public Web.Answer call(String operation, String input, String... more) {
        return at("/v1/op/" + operation, input, more);
    }

    /** The same at another path. */
    public Web.Answer at(String path, String input, String... more) {
        String[] all = java.util.stream.Stream.of(headers, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        return web.post(path, input.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "application/json", all);
    }
}
