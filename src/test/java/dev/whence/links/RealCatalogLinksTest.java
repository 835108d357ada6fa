package dev.whence.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog that people wrote by hand, with what its collector counted in it. */
class RealCatalogLinksTest {
    @Test
    void finds_every_link_that_does_not_resolve_and_every_id_that_is_there_twice() throws IOException {
        assertCounted(SharedData.at("kfm/stac/catalog_2025-09"));
    }

    /** The collection renamed two files for their {@code <} and {@code >}; as they were, the count is the same. */
    @Test
    void finds_the_same_under_the_names_that_the_files_had(@TempDir Path folder) throws IOException {
        Path source = SharedData.at("kfm/stac/catalog_2025-09");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String place = source.relativize(file)
                        .toString()
                        .replace("__year_", "_<year>")
                        .replace("__period_", "_<period>");
                Path copy = folder.resolve(place);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        assertCounted(folder);
    }

    private static void assertCounted(Path folder) throws IOException {
        LinkReport report = Triplet.check(folder, folder);
        assertThat(with(report, Code.E_LINK_MISSING)).hasSize(57);
        assertThat(with(report, Code.E_ID_DUPLICATE)).hasSize(4);
        assertThat(with(report, Code.E_DOCUMENT_UNREADABLE))
                .extracting(Finding::from)
                .containsExactly("data/stac/items/railroads_1900.json");
        assertThat(Triplet.check(folder, folder)).isEqualTo(report);
    }

    @Test
    void a_well_made_catalog_lacks_only_what_plain_stac_does_not_ask_for() throws IOException {
        Path folder = SharedData.at("catalog/stac/examples-1.1.0/example-catalog");
        assertThat(Triplet.codes(Triplet.check(folder, folder)))
                .isNotEmpty()
                .containsOnly(Code.E_RUN_LINK_ABSENT, Code.E_DESCRIBEDBY_ABSENT);
    }

    private static List<Finding> with(LinkReport report, Code code) {
        return report.errors().stream()
                .filter(finding -> finding.code() == code)
                .toList();
    }
}
