package dev.whence.attest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Digest;
import dev.whence.receipt.DigestAlgorithm;
import dev.whence.receipt.Verdict.Reason;
import dev.whence.receipt.Verdict.Signer;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks keyless bundles offline with {@code dev.sigstore:sigstore-java}, which brings 38 other jars along. So it lives in
 * a folder of its own, is found through a class loader that shares nothing with ours but the JDK, and is loaded when the
 * first bundle with a certificate comes: unused, it costs nothing. Called by reflection, so that Whence builds and runs
 * without it.
 *
 * <p>The library vouches for the chain, the times, the signed checkpoint and that the log entry is this bundle's. What it
 * says of inclusion is not relied on: {@link InclusionProofs}. Safe for use by several threads.
 */
public final class SigstorePart implements Keyless {
    private static final Logger log = LoggerFactory.getLogger(SigstorePart.class);

    private final Path jars;
    private final Path trustedRoot;
    private final Identities identities;
    private volatile @Nullable Library library;

    /**
     * The part, not loaded yet.
     *
     * @param jars the folder with sigstore-java and what it needs
     * @param trustedRoot a {@code trusted_root.json}
     * @param identities who may sign
     */
    public SigstorePart(Path jars, Path trustedRoot, Identities identities) {
        this.jars = jars;
        this.trustedRoot = trustedRoot;
        this.identities = identities;
    }

    @Override
    public Answer check(JsonNode bundle, Optional<byte[]> artifactSha256) {
        Optional<byte[]> artifact = artifactSha256.or(() -> anySubject(bundle));
        if (artifact.isEmpty()) {
            return new Answer.Unable();
        }
        if (!InclusionProofs.hold(bundle)) {
            return new Answer.Bad(Reason.LOG_PROOF_INVALID);
        }
        Optional<Answer> objection = library().objection(bundle.toString(), artifact.get());
        return objection.orElseGet(() -> signer(bundle));
    }

    private Answer signer(JsonNode bundle) {
        Optional<X509Certificate> leaf = AttachmentReader.leaf(bundle.path("verificationMaterial"));
        Optional<Identities.Who> who = leaf.flatMap(Identities::of).filter(identities::allow);
        return who.isPresent()
                ? new Answer.Good(new Signer(
                        who.get().name(),
                        SigningKey.fingerprint(leaf.orElseThrow().getPublicKey())))
                : new Answer.Bad(Reason.IDENTITY_NOT_ALLOWED);
    }

    /** The library wants to see one of the statement's own subjects; what they mean here is judged elsewhere. */
    private static Optional<byte[]> anySubject(JsonNode bundle) {
        return Envelope.of(bundle.path("dsseEnvelope"))
                .flatMap(envelope -> Statement.read(envelope.payload()))
                .flatMap(statement -> statement.subjects().stream()
                        .filter(digest -> digest.algorithm() == DigestAlgorithm.SHA256)
                        .map(Digest.WellFormed::hex)
                        .sorted()
                        .findFirst())
                .map(HexFormat.of()::parseHex);
    }

    private Library library() {
        Library known = library;
        if (known == null) {
            synchronized (this) {
                known = library;
                if (known == null) {
                    known = Library.load(jars, trustedRoot);
                    library = known;
                }
            }
        }
        return known;
    }

    /** The library behind its class loader. */
    private record Library(
            ClassLoader loader, Object verifier, Class<?> verifierType, Class<?> bundleType, Class<?> optionsType) {

        static Library load(Path jars, Path trustedRoot) {
            try {
                ClassLoader loader = new URLClassLoader("sigstore", urls(jars), ClassLoader.getPlatformClassLoader());
                Class<?> providers = loader.loadClass("dev.sigstore.TrustedRootProvider");
                Class<?> verifiers = loader.loadClass("dev.sigstore.KeylessVerifier");
                Class<?> builders = loader.loadClass("dev.sigstore.KeylessVerifier$Builder");
                Object builder = verifiers.getMethod("builder").invoke(null);
                Object root = providers.getMethod("from", Path.class).invoke(null, trustedRoot);
                builders.getMethod("trustedRootProvider", providers).invoke(builder, root);
                return new Library(
                        loader,
                        builders.getMethod("build").invoke(builder),
                        verifiers,
                        loader.loadClass("dev.sigstore.bundle.Bundle"),
                        loader.loadClass("dev.sigstore.VerificationOptions"));
            } catch (ReflectiveOperationException notThere) {
                throw new IllegalStateException(
                        "the sigstore part cannot be loaded from the folder of attest.sigstore-lib", notThere);
            }
        }

        private static URL[] urls(Path jars) {
            try (Stream<Path> files = Files.list(jars)) {
                List<URL> urls = new ArrayList<>();
                for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList()) {
                    urls.add(jar.toUri().toURL());
                }
                return urls.toArray(URL[]::new);
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** Why the library refuses a bundle; nothing where it does not. */
        Optional<Answer> objection(String bundle, byte[] artifact) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                Object read = bundleType.getMethod("from", Reader.class).invoke(null, new StringReader(bundle));
                Object options = optionsType.getMethod("empty").invoke(null);
                verifierType
                        .getMethod("verify", byte[].class, bundleType, optionsType)
                        .invoke(verifier, artifact, read, options);
                return Optional.empty();
            } catch (InvocationTargetException refused) {
                return Optional.of(answer(refused.getCause()));
            } catch (ReflectiveOperationException otherLibrary) {
                throw new IllegalStateException("the sigstore part is not sigstore-java 2.0.0", otherLibrary);
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        /**
         * The library tells its reasons in sentences alone; they are logged, and sorted as well as that allows. Kinds of
         * log entry that it does not read ({@code intoto} and, of Rekor 2, {@code hashedrekord} over an envelope) are no
         * fault of the bundle.
         */
        private static Answer answer(@Nullable Throwable refused) {
            StringBuilder types = new StringBuilder();
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                types.append(cause.getClass().getSimpleName()).append(" ");
            }
            String message = refused == null ? "" : String.valueOf(refused.getMessage());
            log.debug("sigstore refuses a bundle: {} {}", types, message);
            if (types.indexOf("RekorTypeException") >= 0) {
                return new Answer.Unable();
            }
            if (types.indexOf("BundleParseException") >= 0) {
                return new Answer.Bad(Reason.MALFORMED);
            }
            return new Answer.Bad(
                    message.contains("validity check failed") ? Reason.EXPIRED : Reason.CHAIN_NOT_TRUSTED);
        }
    }
}
