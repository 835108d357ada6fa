package dev.whence.map;

import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import dev.whence.vocab.Spdx;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Checksums in SPDX terms, as DCAT wants them. */
final class Checksums {
    private Checksums() {}

    static void say(Statements out, Node file, Digest.WellFormed digest) {
        Node checksum = NodeFactory.createURI(Iris.checksum(file.getURI()));
        out.say(file, Spdx.CHECKSUM, checksum);
        out.say(checksum, Spdx.ALGORITHM, algorithm(digest));
        out.say(checksum, Spdx.CHECKSUM_VALUE, Terms.hex(digest.hex()));
    }

    private static Node algorithm(Digest.WellFormed digest) {
        return switch (digest.algorithm()) {
            case SHA256 -> Spdx.SHA256;
            case SHA384 -> Spdx.SHA384;
            case SHA512 -> Spdx.SHA512;
            case BLAKE3 -> Spdx.BLAKE3;
        };
    }
}
