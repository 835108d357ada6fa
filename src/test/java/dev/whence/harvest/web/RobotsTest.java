package dev.whence.harvest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsTest {
    @Test
    void what_is_said_to_us_stands_above_what_is_said_to_everybody() {
        Robots robots = Robots.parse("""
                User-agent: *
                Disallow: /

                User-agent: other
                User-agent: Whence # us
                Disallow: /private
                Crawl-delay: 1.5
                """, "whence");
        assertThat(robots.allows("/catalog")).isTrue();
        assertThat(robots.allows("/private/x")).isFalse();
        assertThat(robots.delay()).contains(Duration.ofMillis(1500));
    }

    @Test
    void a_byte_order_mark_hides_no_line() {
        assertThat(Robots.parse("\ufeffUser-agent: *\nDisallow: /private", "whence")
                        .allows("/private/x"))
                .isFalse();
    }

    /** The examples of RFC 9309 §2.2.2 and §2.2.3. */
    @ParameterizedTest
    @CsvSource({
        "/example/page/disallowed.gif, false",
        "/example/page/other.gif, true",
        "/example/page/, true",
        "/a.gif, false",
        "/a.gif?size=1, true",
        "/foo/x/bar, false",
        "/foo/bar, true",
        "/, true"
    })
    void the_longest_rule_that_fits_decides(String target, boolean allowed) {
        Robots robots = Robots.parse(
                "user-agent:*\nallow: /example/page/\ndisallow: /example/page/disallowed.gif\r\nDISALLOW: /*.gif$\n"
                        + "disallow: /foo/*/bar\nnonsense\nallow:\n",
                "whence");
        assertThat(robots.allows(target)).isEqualTo(allowed);
    }

    @Test
    void of_two_as_long_the_one_that_allows_decides() {
        assertThat(Robots.parse("User-agent: *\nDisallow: /x\nAllow: /x", "whence")
                        .allows("/x"))
                .isTrue();
    }

    @Test
    void a_file_that_says_nothing_to_us_allows_everything() {
        assertThat(Robots.parse("User-agent: other\nDisallow: /", "whence").allows("/x"))
                .isTrue();
        assertThat(Robots.parse("", "whence").allows("/x")).isTrue();
    }
}
