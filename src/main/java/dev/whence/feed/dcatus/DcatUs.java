package dev.whence.feed.dcatus;

/** The versions of DCAT-US that the catalog can be had in. */
public enum DcatUs {
    /** Project Open Data, of 2014: what data.gov has read so far. */
    V1_1("data.json"),
    /** What data.gov reads from 2026 on. */
    V3_0("dcat-us/3.0/catalog.json");

    public static final String MEDIA_TYPE = "application/json";

    private final String path;

    DcatUs(String path) {
        this.path = path;
    }

    /** Under what an organisation owns. */
    public String path() {
        return path;
    }
}
