package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What STAC Items, Collections and Catalogs have in common (STAC 1.0 and 1.1, common metadata), wherever in the document it
 * stands.
 *
 * @param id as stated
 * @param extensions the schemas that the record claims to keep
 * @param title as stated; people are shown the id where there is none
 * @param language in which title, description and keywords are written (language extension): a tag such as {@code de}
 * @param license an SPDX identifier, or {@code proprietary}, {@code various}, {@code other}
 * @param contact whom to ask: the first that is named
 * @param whole the document as JSON text, so that nothing of it is lost
 */
public record StacDescription(
        String id,
        String stacVersion,
        List<String> extensions,
        Optional<String> title,
        Optional<String> description,
        Optional<String> language,
        List<String> keywords,
        Optional<String> license,
        List<StacProvider> providers,
        Optional<StacContact> contact,
        Times times,
        Versioning versioning,
        List<StacLink> links,
        List<StacAsset> assets,
        Governance governance,
        String whole) {
    public StacDescription {
        extensions = List.copyOf(extensions);
        keywords = List.copyOf(keywords);
        providers = List.copyOf(providers);
        links = List.copyOf(links);
        assets = List.copyOf(assets);
    }

    /**
     * When the record and the data changed.
     *
     * @param created when the record was made; not the data
     * @param updated when the record was changed last
     * @param published when the data was published (timestamps extension)
     * @param unpublished when the data was taken back
     * @param expires when the data stops to be good
     */
    public record Times(
            Optional<Instant> created,
            Optional<Instant> updated,
            Optional<Instant> published,
            Optional<Instant> unpublished,
            Optional<Instant> expires) {}

    /** The version extension 1.2. */
    public record Versioning(Optional<String> version, boolean deprecated, boolean experimental) {}

    /**
     * What governs the record here.
     *
     * @param label who may see it
     * @param datasetVersion the version of a dataset that it describes
     * @param source where it was harvested, if it was
     */
    public record Governance(
            Optional<PolicyLabel> label, Optional<DatasetVersionId> datasetVersion, Optional<RecordSource> source) {}
}
