package dev.whence.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultihashTest {
    @ParameterizedTest
    @CsvSource({"1220,32,SHA256", "2030,48,SHA384", "1340,64,SHA512", "1e20,32,BLAKE3"})
    void becomes_the_digest_that_receipts_write(String prefix, int bytes, DigestAlgorithm algorithm) {
        String hex = "a1".repeat(bytes);

        assertThat(Multihash.parse(prefix + hex).flatMap(Multihash::digest))
                .contains(new Digest.WellFormed(algorithm, hex));
    }

    /** From the examples of the file extension: SHA-1, and BLAKE2b with 16 bytes, whose number takes three bytes. */
    @ParameterizedTest
    @CsvSource({
        "11146d97123fd2c02dec9a1b6d3b13136dbe600cf966,17,6d97123fd2c02dec9a1b6d3b13136dbe600cf966",
        "90e40210a30d1711e81a4b11ef67b28744321659,45584,a30d1711e81a4b11ef67b28744321659"
    })
    void reads_algorithms_that_receipts_do_not_use_and_makes_no_digest_of_them(String text, long code, String hex) {
        Optional<Multihash> multihash = Multihash.parse(text);

        assertThat(multihash).contains(new Multihash(code, hex));
        assertThat(multihash.flatMap(Multihash::digest)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "1220",
                "1200",
                "1220zz",
                "1220A1A1",
                "8112",
                "928000a1",
                "ffffffffffffffffffffff01a1",
                "9280",
                "12ffffffffffffffff7fa1",
                "sha256-<fill_me>"
            })
    void is_nothing_where_the_parts_do_not_fit(String text) {
        assertThat(Multihash.parse(text)).isEmpty();
    }

    @Test
    void is_nothing_where_the_digest_is_cut_or_not_as_long_as_its_algorithm_makes_them() {
        assertThat(Multihash.parse("1220" + "a1".repeat(31))).isEmpty();
        assertThat(Multihash.parse("1220" + "a1".repeat(33))).isEmpty();
        assertThat(Multihash.parse("1210" + "a1".repeat(16))).isEmpty();
    }

    @Test
    void makes_no_digest_of_zeros() {
        assertThat(Multihash.parse("1220" + "00".repeat(32)).flatMap(Multihash::digest))
                .isEmpty();
    }
}
