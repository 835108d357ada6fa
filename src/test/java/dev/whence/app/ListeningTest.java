package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/, 127.0.0.1, http://127.0.0.1:8080/",
        "http://localhost:8080/, ::1, http://[::1]:8080/",
        "http://127.0.0.1/, 127.0.0.1, http://127.0.0.1:80/",
        "https://data.example/, 0.0.0.0, https://127.0.0.1:443/"
    })
    void says_nothing_where_links_lead_here(String base, String host, String url) {
        assertThat(Listening.elsewhere(base, host, url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/, 127.0.0.1, http://127.0.0.1:18081/",
        "https://data.example/, 127.0.0.1, http://127.0.0.1:8080/",
        "https://data.example/, 0.0.0.0, http://127.0.0.1:8080/",
        "http://data.example:8080/, 127.0.0.1, http://127.0.0.1:8080/"
    })
    void says_so_where_links_lead_elsewhere_and_names_the_option(String base, String host, String url) {
        assertThat(Listening.elsewhere(base, host, url).orElseThrow()).contains(base, url, "--base");
    }
}
