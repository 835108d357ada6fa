package dev.whence.receipt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dataset version, however a receipt writes it: {@code 2026-02.abcd1234}, {@code <slug>@<v>}, {@code kfm://dataset/@<v>},
 * {@code kfm://dataset/@<slug>/<v>}, {@code kfm://dataset/<slug>@<v>}, {@code kfm://dataset-version/<uuid>}.
 *
 * @param slug the dataset's short name, where the id or the receipt gives one
 * @param id the version alone
 */
public record DatasetVersionId(Optional<String> slug, String id) {
    private static final Pattern AT_SLUG_VERSION = Pattern.compile("kfm://dataset/@([^/@]+)/([^/@]+)");
    private static final Pattern AT_VERSION = Pattern.compile("kfm://dataset/@([^/@]+)");
    private static final Pattern SLUG_AT_VERSION = Pattern.compile("kfm://dataset/([^@]+)@([^@]+)");
    private static final Pattern VERSION = Pattern.compile("kfm://dataset-version/(.+)");

    private static final Pattern DATASET = Pattern.compile("kfm:(?://)?dataset/([^/@]+)");

    /** The short name of a dataset, given bare or as {@code kfm://dataset/<slug>}. */
    public static String slugOf(String dataset) {
        Matcher prefixed = DATASET.matcher(dataset);
        return prefixed.matches() ? prefixed.group(1) : dataset;
    }

    /**
     * The short name that a dataset's identifier gives to the versions of it; nothing where it is an address, for then the
     * version's name could not be read back: {@code https://data.example/rivers@2026-10}.
     */
    public static Optional<String> slugIn(String dataset) {
        return Optional.of(slugOf(dataset)).filter(slug -> !slug.contains("://") && slug.indexOf('@') < 0);
    }

    /** Normalises the known forms; any other text is the id itself. */
    public static DatasetVersionId of(String text, Optional<String> statedSlug) {
        Matcher pair = AT_SLUG_VERSION.matcher(text);
        if (!pair.matches()) {
            pair = SLUG_AT_VERSION.matcher(text);
        }
        if (pair.matches()) {
            return new DatasetVersionId(Optional.of(pair.group(1)), pair.group(2));
        }
        Matcher single = AT_VERSION.matcher(text);
        if (!single.matches()) {
            single = VERSION.matcher(text);
        }
        return single.matches() ? new DatasetVersionId(statedSlug, single.group(1)) : bare(text, statedSlug);
    }

    /**
     * What stands before the first {@code @} is the short name, as in {@link #text()}: were it part of the id, two versions
     * would be called the same. Not where another short name is stated, or in an address.
     */
    private static DatasetVersionId bare(String text, Optional<String> statedSlug) {
        int at = text.indexOf('@');
        if (at <= 0 || at == text.length() - 1 || text.contains("://")) {
            return new DatasetVersionId(statedSlug, text);
        }
        String slug = text.substring(0, at);
        return statedSlug.filter(stated -> !stated.equals(slug)).isPresent()
                ? new DatasetVersionId(statedSlug, text)
                : new DatasetVersionId(Optional.of(slug), text.substring(at + 1));
    }

    /** Reads {@link #text()} back, and any other form. */
    public static DatasetVersionId parse(String text) {
        return of(text, Optional.empty());
    }

    /** One form for all: {@code <slug>@<id>}, or the id alone where no slug is known. */
    public String text() {
        return slug.map(name -> name + "@" + id).orElse(id);
    }
}
