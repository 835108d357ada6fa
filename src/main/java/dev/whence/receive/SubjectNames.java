package dev.whence.receive;

import java.util.List;
import java.util.stream.Stream;

/** What a receipt may mean when it names its predecessor. */
final class SubjectNames {
    private static final List<String> SUFFIXES = List.of(".run_receipt.json", ".receipt.json", ".json");

    private SubjectNames() {}

    /** The name itself first; of a path, then its last part without the suffix of a receipt file. */
    static List<String> meantBy(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        Stream<String> fromFile = SUFFIXES.stream()
                .filter(file::endsWith)
                .map(suffix -> file.substring(0, file.length() - suffix.length()))
                .limit(1);
        return Stream.concat(Stream.of(name), fromFile).distinct().toList();
    }
}
