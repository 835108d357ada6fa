package dev.whence.authenticate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.whence.access.Principal;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the tokens of the one issuer that is believed. Only signatures of the algorithms that are allowed, by keys of the
 * issuer's set: a key that a token brings along, or says where to find, is not looked at. A token of an unknown key makes the
 * set be asked for again, but not often; while it cannot be had, the last one stays. Thread-safe.
 */
final class IssuerTokens implements Tokens {
    private static final Logger log = LoggerFactory.getLogger(IssuerTokens.class);
    /** Tokens of unknown keys are cheap to make up. Two questions may come in this time. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(30);

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final TokenClaims claims;
    private final Duration clockSkew;

    IssuerTokens(TokenSettings settings, InstantSource clock) {
        this.claims = new TokenClaims(settings.claims());
        this.clockSkew = settings.clockSkew();
        Set<JWSAlgorithm> algorithms =
                settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys(settings)));
        processor.setJWTClaimsSetVerifier(claimsVerifier(settings, clock));
    }

    private static JWKSource<SecurityContext> keys(TokenSettings settings) {
        long renewal = settings.renewal().toMillis();
        try {
            return JWKSourceBuilder.<SecurityContext>create(
                            settings.keys().toURL(), new KeySetRetriever(settings.timeout()))
                    .cache(renewal, settings.timeout().plusSeconds(1).toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(Math.min(BETWEEN_QUESTIONS.toMillis(), renewal / 2))
                    .outageTolerantForever()
                    .build();
        } catch (MalformedURLException checkedBefore) {
            throw new IllegalArgumentException(checkedBefore);
        }
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier(
            TokenSettings settings, InstantSource clock) {
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(
                        settings.audience(),
                        new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                        Set.of("exp", settings.claims().name())) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew((int) settings.clockSkew().toSeconds());
        return verifier;
    }

    @Override
    public Optional<Token> check(String token) {
        try {
            JWTClaimsSet said = processor.process(token, null);
            Optional<Principal> principal = claims.principal(said);
            if (principal.isEmpty()) {
                log.info(
                        "a token of {} does not hold: it names nobody, or an organisation that cannot be",
                        said.getIssuer());
            }
            return principal.map(
                    who -> new Token(who, said.getExpirationTime().toInstant().plus(clockSkew)));
        } catch (ParseException notAToken) {
            return Optional.empty();
        } catch (BadJOSEException refused) {
            // The library's words; they hold what the token says of itself, so not for everybody's log.
            log.debug("a token does not hold: {}", refused.getMessage());
            return Optional.empty();
        } catch (JOSEException noKeys) {
            log.warn("the keys of the issuer cannot be had, no token is taken: {}", noKeys.getMessage());
            return Optional.empty();
        }
    }
}
