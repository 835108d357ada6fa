package dev.whence.app;

import dev.whence.feed.dcat.CatalogAbout;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the public catalog says of itself: three things that DCAT-AP does not let a catalog be without, and one of OAI-PMH. */
final class CatalogReader {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    /** As OAI-PMH wants it. */
    private static final Pattern MAIL = Pattern.compile("[^\\s@]+@([^\\s@.]+\\.)+[^\\s@.]+");

    private CatalogReader() {}

    static CatalogAbout read(SettingsReader in) {
        return new CatalogAbout(
                words(in, "catalog.title"),
                words(in, "catalog.description"),
                in.value(
                                "catalog.language",
                                text -> Optional.of(text).filter(LANGUAGE.asMatchPredicate()),
                                "a language tag such as en or de-AT")
                        .orElse("en"),
                words(in, "catalog.publisher"),
                in.value(
                                "catalog.contact",
                                text -> Optional.of(text.strip())
                                        .filter(said -> said.isEmpty()
                                                || MAIL.matcher(said).matches()),
                                "an e-mail address such as data@example.org, or nothing")
                        .filter(said -> !said.isEmpty()));
    }

    private static String words(SettingsReader in, String key) {
        return in.value(key, text -> Optional.of(text).filter(said -> !said.isBlank()), "some words")
                .orElse("");
    }
}
