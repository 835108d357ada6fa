package dev.whence.links;

import java.io.IOException;

/** Tells of files that documents describe what can be compared with the description. */
public interface Holdings {
    /** In bytes. */
    long size(String place) throws IOException;

    /** The SHA-256 of a file's bytes as 64 lower-case hexadecimal digits. */
    String sha256(String place) throws IOException;
}
