package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.serve.ForwardedFor.Hop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedForTest {
    private static final TrustedProxies PROXIES =
            TrustedProxies.parse(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.7")).orElseThrow();

    private static Hop customary(String senders, String protocols) {
        return ForwardedFor.sender(ForwardedFor.customary(List.of(senders), List.of(protocols)), PROXIES, "10.0.0.1");
    }

    private static Hop standard(String header) {
        return ForwardedFor.sender(ForwardedFor.standard(List.of(header)), PROXIES, "10.0.0.1");
    }

    @Test
    void the_sender_is_the_last_that_is_no_trusted_proxy() {
        assertThat(customary("198.51.100.1, 203.0.113.5, 10.2.3.4", "https")).isEqualTo(new Hop("203.0.113.5", true));
        assertThat(customary("203.0.113.5", "http")).isEqualTo(new Hop("203.0.113.5", false));
        assertThat(customary("10.9.9.9", "https")).isEqualTo(new Hop("10.9.9.9", true));
        assertThat(standard("for=198.51.100.1;proto=https, for=203.0.113.5;proto=http, for=192.0.2.7"))
                .isEqualTo(new Hop("203.0.113.5", false));
        assertThat(standard("for=\"[2001:db8::17]:4711\";proto=https;host=example.org"))
                .isEqualTo(new Hop("2001:db8::17", true));
    }

    @Test
    void what_is_no_address_ends_the_way_where_the_proxy_is() {
        assertThat(standard("for=unknown;proto=https")).isEqualTo(new Hop("10.0.0.1", true));
        assertThat(standard("for=_hidden, for=10.1.1.1")).isEqualTo(new Hop("10.1.1.1", false));
        assertThat(customary("evil.example.org", "https")).isEqualTo(new Hop("10.0.0.1", true));
        assertThat(customary("", "https")).isEqualTo(new Hop("10.0.0.1", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "::1", "192.0.2.7", "fd00::/8", "10.0.0.1/32"})
    void addresses_and_ranges_are_taken(String range) {
        assertThat(TrustedProxies.parse(List.of(range))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/99", "10.0.0", "*", "localhost", "10.0.0.0/8 "})
    void anything_else_is_not(String range) {
        assertThat(TrustedProxies.parse(List.of(range))).isEmpty();
    }
}
