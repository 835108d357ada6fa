package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** SPDX 2.3, as DCAT uses it for checksums. */
public final class Spdx {
    public static final String NAMESPACE = "http://spdx.org/rdf/terms#";

    public static final Node ALGORITHM = term("algorithm");
    public static final Node CHECKSUM = term("checksum");
    public static final Node CHECKSUM_ALGORITHM = term("ChecksumAlgorithm");
    public static final Node CHECKSUM_CLASS = term("Checksum");
    public static final Node CHECKSUM_VALUE = term("checksumValue");

    public static final Node SHA256 = term("checksumAlgorithm_sha256");
    public static final Node SHA384 = term("checksumAlgorithm_sha384");
    public static final Node SHA512 = term("checksumAlgorithm_sha512");
    public static final Node BLAKE3 = term("checksumAlgorithm_blake3");

    private Spdx() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
