package dev.whence.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetVersionIdTest {
    private static final DatasetVersionId RIVERS = new DatasetVersionId(Optional.of("rivers"), "2026-10");

    @ParameterizedTest
    @ValueSource(strings = {"rivers@2026-10", "kfm://dataset/rivers@2026-10", "kfm://dataset/@rivers/2026-10"})
    void everyFormThatNamesBothIsOneVersion(String written) {
        assertEquals(RIVERS, DatasetVersionId.of(written, Optional.empty()));
        assertEquals(RIVERS, DatasetVersionId.of(written, Optional.of("rivers")));
        assertEquals(RIVERS, DatasetVersionId.parse(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10", "kfm://dataset/@2026-10", "kfm://dataset-version/2026-10"})
    void theShortNameThatIsStatedBesideItCounts(String written) {
        assertEquals(RIVERS, DatasetVersionId.of(written, Optional.of("rivers")));
    }

    @Test
    void anIdKeepsItsSignWhereAnotherShortNameIsStated() {
        DatasetVersionId build = DatasetVersionId.of("build@42", Optional.of("rivers"));
        assertEquals(new DatasetVersionId(Optional.of("rivers"), "build@42"), build);
        assertEquals(build, DatasetVersionId.parse(build.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@2026-10", "rivers@", "https://data.example/rivers@2026-10"})
    void whatNamesNoShortNameIsTheIdItself(String written) {
        assertEquals(new DatasetVersionId(Optional.empty(), written), DatasetVersionId.of(written, Optional.empty()));
    }
}
