package dev.whence.links;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Resolves references between files under one root as RFC 3986 says, and stays inside. */
final class FolderResolver implements Resolver {
    private static final String OUTSIDE = "The reference leads out of the root; it was not followed.";

    private final Path root;

    /** @param root absolute, and free of symbolic links */
    FolderResolver(Path root) {
        this.root = root;
    }

    @Override
    public Target resolve(String from, String href) {
        URI uri;
        try {
            uri = new URI(href);
        } catch (URISyntaxException notOne) {
            return new Target.Invalid("The href is no URI reference (RFC 3986): " + notOne.getReason() + ".");
        }
        if (href.isEmpty()) {
            return new Target.Invalid("The href is empty.");
        }
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (scheme.equals("file")) {
            return new Target.Outside("A file: address is never followed; write it relative to the document.");
        }
        if (!scheme.isEmpty() || uri.getRawAuthority() != null) {
            return new Target.Elsewhere(href);
        }
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        if (path.isEmpty()) {
            return new Target.Here(from);
        }
        return path.startsWith("/") ? new Target.Outside(OUTSIDE) : below(from, path);
    }

    private Target below(String from, String path) {
        Path wanted;
        try {
            wanted = root.resolve(from).resolveSibling(path).normalize();
        } catch (InvalidPathException noPath) {
            return new Target.Invalid("The href is no path of a file.");
        }
        if (!wanted.startsWith(root)) {
            return new Target.Outside(OUTSIDE);
        }
        Path there = nearest(wanted);
        try {
            Path real = there.toRealPath();
            if (!real.startsWith(root)) {
                return new Target.Outside(OUTSIDE);
            }
            return there.equals(wanted) && Files.isRegularFile(real)
                    ? new Target.Here(place(root, real))
                    : new Target.Missing();
        } catch (IOException danglingOrClosed) {
            return new Target.Outside("A symbolic link on the way leads to nothing that may be read.");
        }
    }

    /** The deepest part of a path that is there: it alone tells whether the way leaves the root. */
    private Path nearest(Path wanted) {
        Path there = wanted;
        while (!there.equals(root) && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = Optional.ofNullable(there.getParent()).orElse(root);
        }
        return there;
    }

    static String place(Path root, Path file) {
        return StreamSupport.stream(root.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
