package dev.whence.client;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Something to tell the server, once, however often it is sent.
 *
 * @param key made with it, and sent with it every time
 * @param path relative to the server
 * @param body JSON
 */
record Message(String key, String path, String body) {
    static Message of(String path, String body) {
        return new Message(UUID.randomUUID().toString(), path, body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
