package dev.whence.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.whence.access.Principal;
import dev.whence.access.Scope;
import dev.whence.testkit.HandClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerTokensTest {
    private static final RSAKey KEY = Issuer.rsa("k1");
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final TokenSettings.Claims CLAIMS = new TokenSettings.Claims("sub", "organisations", "scope");

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock();
    private Issuer issuer;
    private IssuerTokens tokens;

    @BeforeEach
    void open() throws IOException {
        issuer = new Issuer();
        issuer.serve(KEY.toPublicJWK());
        tokens = tokens(issuer.address(), CLAIMS);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private IssuerTokens tokens(URI keys, TokenSettings.Claims claims) {
        return new IssuerTokens(
                new TokenSettings(
                        "https://issuer.example.org",
                        "whence",
                        keys,
                        List.of("RS256", "ES256"),
                        SKEW,
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(5),
                        claims),
                clock);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://issuer.example.org")
                .audience("whence")
                .subject("alice")
                .claim("organisations", List.of("acme"))
                .claim("scope", "openid provenance:read ledger:*")
                .expirationTime(Date.from(clock.instant().plusSeconds(600)));
    }

    private boolean holds(String token) {
        return tokens.check(token).isPresent();
    }

    private boolean holds(JWTClaimsSet.Builder claims) {
        return holds(Issuer.sign(KEY, claims.build()));
    }

    @Test
    void a_token_says_who_it_is_and_what_that_one_may() {
        Principal alice =
                tokens.check(Issuer.sign(KEY, claims().build())).orElseThrow().principal();
        assertThat(alice)
                .isEqualTo(new Principal(
                        "alice",
                        Principal.Means.TOKEN,
                        List.of("acme"),
                        Set.of(Scope.PROVENANCE_READ, new Scope("ledger", "*"))));
    }

    @Test
    void claims_may_have_other_names_and_be_lists_or_words() {
        IssuerTokens others = tokens(
                issuer.address(), new TokenSettings.Claims("client_id", "https://example.org/orgs", "permissions"));
        String token = Issuer.sign(
                KEY,
                claims().claim("client_id", "robot")
                        .claim("https://example.org/orgs", "acme umbrella")
                        .claim("permissions", List.of("provenance:write", "not a scope"))
                        .build());
        Principal robot = others.check(token).orElseThrow().principal();
        assertThat(robot.name()).isEqualTo("robot");
        assertThat(robot.organisations()).containsExactly("acme", "umbrella");
        assertThat(robot.scopes()).containsExactly(Scope.PROVENANCE_WRITE);
    }

    @Test
    void issuer_audience_time_and_name_must_be_right() {
        assertThat(holds(claims())).isTrue();
        assertThat(holds(claims().issuer("https://other.example.org"))).isFalse();
        assertThat(holds(claims().audience("another"))).isFalse();
        assertThat(holds(claims().audience(List.of("another", "whence")))).isTrue();
        assertThat(holds(claims().expirationTime(null))).isFalse();
        assertThat(holds(claims().subject(null))).isFalse();
        assertThat(holds(claims().subject("a\u001b[2Jb"))).isFalse();
        assertThat(holds(claims().claim("organisations", List.of("../x")))).isFalse();
        assertThat(holds(claims().notBeforeTime(Date.from(clock.instant().plusSeconds(90)))))
                .isFalse();
    }

    @Test
    void clocks_may_differ_a_little() {
        String token = Issuer.sign(KEY, claims().build());
        clock.move(Duration.ofSeconds(600).plus(SKEW).minusSeconds(1));
        assertThat(holds(token)).isTrue();
        clock.move(Duration.ofSeconds(2));
        assertThat(holds(token)).isFalse();
    }

    @Test
    void no_signature_a_shared_secret_and_what_is_not_allowed_are_refused() throws JOSEException {
        assertThat(holds(new PlainJWT(claims().build()).serialize())).isFalse();
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims().build());
        shared.sign(new MACSigner(KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        assertThat(holds(shared.serialize())).isFalse();
        assertThat(holds(Issuer.sign(KEY, JWSAlgorithm.RS512, JOSEObjectType.JWT, claims().build())))
                .isFalse();
        assertThat(holds(Issuer.sign(KEY, JWSAlgorithm.RS256, new JOSEObjectType("dpop+jwt"), claims().build())))
                .isFalse();
        assertThat(holds(Issuer.sign(KEY, JWSAlgorithm.RS256, new JOSEObjectType("at+jwt"), claims().build())))
                .isTrue();
    }

    @Test
    void a_key_that_a_token_brings_along_is_not_believed() throws JOSEException {
        RSAKey own = Issuer.rsa("k1");
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .jwk(own.toPublicJWK())
                        .keyID("k1")
                        .build(),
                claims().build());
        token.sign(new com.nimbusds.jose.crypto.RSASSASigner(own));
        assertThat(holds(token.serialize())).isFalse();
    }

    @Test
    void what_was_changed_or_is_no_token_does_not_hold() {
        String token = Issuer.sign(KEY, claims().build());
        int middle = token.indexOf('.') + 5;
        assertThat(holds(token.substring(0, middle) + 'x' + token.substring(middle + 1)))
                .isFalse();
        for (String text : List.of("", ".", "a.b.c", "..", token + ".x", token.substring(1))) {
            assertThat(holds(text)).as(text).isFalse();
        }
    }

    @Test
    void a_new_key_of_the_issuer_is_fetched_when_it_is_first_met() {
        assertThat(holds(claims())).isTrue();
        var next = Issuer.ec("k2");
        String token = Issuer.sign(next, claims().build());
        assertThat(holds(token)).isFalse();
        issuer.serve(KEY.toPublicJWK(), next.toPublicJWK());
        IssuerTokens fresh = tokens(issuer.address(), CLAIMS);
        assertThat(fresh.check(Issuer.sign(KEY, claims().build()))).isPresent();
        issuer.serve(next.toPublicJWK());
        assertThat(fresh.check(token)).isPresent();
    }

    @Test
    void tokens_of_unknown_keys_do_not_make_the_issuer_be_asked_again_and_again() {
        for (int i = 0; i < 20; i++) {
            assertThat(holds(Issuer.sign(
                            new RSAKey.Builder(KEY).keyID("made-up-" + i).build(), claims().build())))
                    .isFalse();
        }
        assertThat(issuer.asked.get()).isLessThanOrEqualTo(2);
        assertThat(holds(claims())).as("others go on").isTrue();
    }

    @Test
    void the_last_keys_stay_while_the_issuer_is_away() {
        IssuerTokens hasty = new IssuerTokens(
                new TokenSettings(
                        "https://issuer.example.org",
                        "whence",
                        issuer.address(),
                        List.of("RS256"),
                        SKEW,
                        Duration.ofMillis(2),
                        Duration.ofSeconds(5),
                        CLAIMS),
                clock);
        String token = Issuer.sign(KEY, claims().build());
        assertThat(hasty.check(token)).isPresent();
        issuer.answer(500, "out of order");
        int before = issuer.asked.get();
        org.awaitility.Awaitility.await().until(() -> {
            assertThat(hasty.check(token)).isPresent();
            return issuer.asked.get() > before;
        });
    }

    @Test
    void a_set_that_comes_from_elsewhere_is_too_long_or_is_none_gives_no_keys() throws IOException {
        try (Issuer other = new Issuer()) {
            other.serve(KEY.toPublicJWK());
            issuer.redirect(other.address().toString());
            assertThat(holds(claims())).isFalse();
            assertThat(other.asked).hasValue(0);
        }
        for (String body : List.of(Issuer.set(KEY.toPublicJWK()) + " ".repeat(300_000), "nonsense", "{}")) {
            issuer.answer(200, body);
            assertThat(tokens(issuer.address(), CLAIMS).check(Issuer.sign(KEY, claims().build())))
                    .isEmpty();
        }
    }

    @Test
    void keys_may_lie_in_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("jwks.json"), Issuer.set(KEY.toPublicJWK()));
        assertThat(tokens(file.toUri(), CLAIMS).check(Issuer.sign(KEY, claims().build())))
                .isPresent();
        Files.delete(file);
        assertThat(tokens(file.toUri(), CLAIMS).check(Issuer.sign(KEY, claims().build())))
                .isEmpty();
    }

    @Test
    void a_token_is_remembered_no_longer_than_it_is_good() throws IOException {
        Path keys = folder.resolve("keys");
        Authentication authentication = new Authentication(
                keys,
                new AuthenticationSettings(true, 100, Duration.ofMinutes(5), Optional.empty()),
                tokens,
                "default",
                clock);
        String token = Issuer.sign(
                KEY,
                claims().expirationTime(Date.from(clock.instant().plusSeconds(20)))
                        .build());
        Presented shown = new Presented(token, "192.0.2.1", false);
        assertThat(authentication.find(shown)).isInstanceOf(Finding.Known.class);
        clock.move(Duration.ofSeconds(20).plus(SKEW).plusSeconds(1));
        assertThat(authentication.find(shown)).isInstanceOf(Finding.Unknown.class);
    }
}
