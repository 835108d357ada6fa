package dev.whence.harvest.web;

import dev.whence.wire.TooLongException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks what was packed for the way, and no more than may be read: a few bytes can be a bomb of many. */
final class Gunzip {
    private Gunzip() {}

    static byte[] unpack(byte[] packed, int most) throws IOException {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = plain.readNBytes(most);
            if (plain.read() >= 0) {
                throw new TooLongException(most);
            }
            return bytes;
        }
    }
}
