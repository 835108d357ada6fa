package dev.whence.query.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.Digest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceRefTest {
    private static final String HEX = "ab".repeat(32);
    private static final Digest DIGEST = Digest.parse("sha256:" + HEX).orElseThrow();

    @Test
    void each_scheme_is_read_as_what_it_points_at() {
        assertThat(read("dcat://sidewalks@2026-02.abcd1234"))
                .isEqualTo(new EvidenceRef.Version("sidewalks", "2026-02.abcd1234"));
        assertThat(read("prov://run/2026-02-20T12:00:00Z.abcd"))
                .isEqualTo(new EvidenceRef.Run("2026-02-20T12:00:00Z.abcd"));
        assertThat(read("prov://kfm://run/x.y")).isEqualTo(new EvidenceRef.Run("x.y"));
        assertThat(read("doc://sha256:" + HEX + "#page=1&span=10:200")).isEqualTo(new EvidenceRef.Bytes(DIGEST));
        assertThat(read("oci://registry.example.org/app@sha256:" + HEX)).isEqualTo(new EvidenceRef.Bytes(DIGEST));
        assertThat(read("stac://collection/c1/items/i1#record=7"))
                .isEqualTo(new EvidenceRef.Address("stac://collection/c1/items/i1", Optional.of("i1")));
        assertThat(read("stac://c1/items/i1"))
                .isEqualTo(new EvidenceRef.Address("stac://c1/items/i1", Optional.of("i1")));
        assertThat(read("graph://http://localhost:8080/run/x"))
                .isEqualTo(new EvidenceRef.Named("http://localhost:8080/run/x"));
        assertThat(read("url:https://example.org/a.csv"))
                .isEqualTo(new EvidenceRef.Address("https://example.org/a.csv", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dcat://sidewalks",
                "dcat://a/b@1",
                "doc://sha256:12",
                "doc://kfm://x",
                "oci://app:latest",
                "prov://runs/x",
                "stac://c1/i1",
                "http://example.org/",
                "file:///etc/passwd"
            })
    void what_has_the_form_of_no_scheme_is_not_guessed_at(String text) {
        assertThat(EvidenceRef.parse(text)).isEmpty();
    }

    private static EvidenceRef read(String text) {
        return EvidenceRef.parse(text).orElseThrow();
    }
}
