package dev.whence.query.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The formats that an answer can be had in. */
public final class LineageFormats {
    private static final List<LineageRenderer> ALL = List.of(
            new TreeRenderer(false),
            new JsonRenderer(),
            new DotRenderer(),
            new MermaidRenderer(),
            new CsvRenderer(),
            new JsonLdRenderer(),
            new TurtleRenderer());

    private LineageFormats() {}

    public static List<LineageRenderer> all() {
        return ALL;
    }

    public static Optional<LineageRenderer> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** Renders into one string. */
    public static String render(LineageRenderer format, LineageAnswer answer) {
        StringBuilder out = new StringBuilder();
        try {
            format.render(answer, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }
}
