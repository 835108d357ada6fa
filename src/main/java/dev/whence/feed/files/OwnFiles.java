package dev.whence.feed.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which files of a folder we made, and what they hash to; kept in the folder itself. A file has two hashes while it is being
 * replaced, so that whoever goes on after a crash knows both for ours.
 */
final class OwnFiles {
    static final String NAME = ".whence-files.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, Set<String>> hashes = new TreeMap<>();

    private OwnFiles(Path folder) {
        this.folder = folder;
    }

    static OwnFiles read(Path folder) throws IOException {
        OwnFiles own = new OwnFiles(folder);
        Path file = folder.resolve(NAME);
        if (Files.exists(file)) {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            json.properties().forEach(each -> each.getValue().forEach(hash -> own.add(each.getKey(), hash.asText())));
        }
        return own;
    }

    boolean isOurs(String name, String hash) {
        return hashes.getOrDefault(name, Set.of()).contains(hash);
    }

    Set<String> names() {
        return Set.copyOf(hashes.keySet());
    }

    void add(String name, String hash) {
        hashes.computeIfAbsent(name, any -> new TreeSet<>()).add(hash);
    }

    void set(String name, String hash) {
        hashes.put(name, new TreeSet<>(Set.of(hash)));
    }

    void remove(String name) {
        hashes.remove(name);
    }

    void write() throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        hashes.forEach((name, known) -> known.forEach(json.putArray(name)::add));
        Path unfinished = folder.resolve(NAME + ".tmp");
        Files.write(
                unfinished,
                (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        Files.move(
                unfinished, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
