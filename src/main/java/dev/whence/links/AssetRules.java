package dev.whence.links;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds between assets and the files that they describe, where the files are there. */
final class AssetRules {
    /** Bare, with its algorithm's name before it, or as the multihash of {@code file:checksum} (12: sha2-256, 20: 32 bytes). */
    private static final Pattern SHA256 = Pattern.compile("(?:sha256:|sha-256:|1220)?([0-9a-f]{64})");
    /** Another algorithm, named or as a multihash. */
    private static final Pattern OTHER = Pattern.compile("(?:[a-z0-9-]{2,16}:)?[0-9a-f]{32,160}");

    private final Holdings holdings;

    AssetRules(Holdings holdings) {
        this.holdings = holdings;
    }

    List<Rule> all() {
        return List.of(this::areAsDescribed);
    }

    private void areAsDescribed(Catalog catalog, Consumer<Finding> findings) {
        for (Document document : catalog.checked()) {
            for (Asset asset : document.assets()) {
                LinkRules.unfit(document, asset.link(), findings);
                if (asset.link().target() instanceof Target.Missing) {
                    findings.accept(Finding.at(
                            Code.W_ASSET_ABSENT,
                            document,
                            asset.link(),
                            "The file is not there; nothing could be compared."));
                }
                asset.checksums().forEach(checksum -> check(document, asset, checksum, findings));
                checkSize(document, asset, findings);
            }
        }
    }

    private void check(Document document, Asset asset, String checksum, Consumer<Finding> findings) {
        String claim = checksum.toLowerCase(Locale.ROOT);
        Matcher sha256 = SHA256.matcher(claim);
        if (sha256.matches()) {
            held(asset)
                    .filter(place -> !read(() -> holdings.sha256(place), "").equals(sha256.group(1)))
                    .ifPresent(place -> findings.accept(Finding.at(
                            Code.E_ASSET_CHECKSUM_DIFFERS,
                            document,
                            asset.link(),
                            "The file's SHA-256 is not the checksum that the document claims, or it cannot be read.")));
        } else if (OTHER.matcher(claim).matches()) {
            held(asset)
                    .ifPresent(place -> findings.accept(Finding.at(
                            Code.W_ASSET_CHECKSUM_UNCHECKED,
                            document,
                            asset.link(),
                            "The file is there and its checksum is not SHA-256; it was not compared.")));
        } else {
            findings.accept(
                    Finding.at(Code.E_ASSET_CHECKSUM_INVALID, document, asset.link(), "The claimed checksum is none."));
        }
    }

    private void checkSize(Document document, Asset asset, Consumer<Finding> findings) {
        asset.size()
                .ifPresent(claimed -> held(asset)
                        .filter(place -> read(() -> holdings.size(place), -1L) != claimed)
                        .ifPresent(place -> findings.accept(Finding.at(
                                Code.E_ASSET_SIZE_DIFFERS,
                                document,
                                asset.link(),
                                "The file's size is not the one claimed."))));
    }

    private static Optional<String> held(Asset asset) {
        return asset.link().target() instanceof Target.Here here ? Optional.of(here.place()) : Optional.empty();
    }

    @FunctionalInterface
    private interface Read<T> {
        T get() throws IOException;
    }

    /** What cannot be read is as no document claims. */
    private static <T> T read(Read<T> what, T otherwise) {
        try {
            return what.get();
        } catch (IOException unreadable) {
            return otherwise;
        }
    }
}
