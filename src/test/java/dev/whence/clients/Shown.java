package dev.whence.clients;

import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with a little catalog: a collection, Items in it and in none, one of them changed, one withdrawn. */
final class Shown implements AutoCloseable {
    static final int ITEMS = 7;
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    private final TestWhence whence;

    private Shown(TestWhence whence) {
        this.whence = whence;
    }

    static Shown start(Path data) throws IOException {
        Shown shown = new Shown(TestWhence.underItsOwnBase(data));
        Publishing publishing = shown.whence.publishing();
        publishing.publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        for (int n = 0; n <= ITEMS; n++) {
            publishing.publish(ReceiptKind.STAC_ITEM, item("n" + n));
        }
        publishing.publish(ReceiptKind.STAC_ITEM, changed("n2"));
        publishing.withdraw(ReceiptKind.STAC_ITEM, "rain/n3", "a gauge that was broken");
        return shown;
    }

    /** DCAT-US takes no dataset without somebody to ask. */
    private static String item(String id) {
        return Publishing.item("rain", id)
                .replace(
                        "'license':",
                        "'keywords': ['rain'], 'contacts': [{'name': 'Rain desk', 'emails': [{'value':"
                                + " 'rain@office.example.org'}]}], 'license':");
    }

    private static String changed(String id) {
        return item(id).replace("'Measured.'", "'Measured, and looked at again.'");
    }

    /** One more change. */
    void change(String id) {
        whence.publishing().publish(ReceiptKind.STAC_ITEM, changed(id));
    }

    String url(String path) {
        return whence.base() + path.substring(1);
    }

    Answer get(String path, String... headers) {
        return whence.web().get(path, headers);
    }

    /** All pages from one on, as files, by the links that they give. */
    List<Path> pages(String path, String mediaType, Path folder) {
        List<Path> pages = new ArrayList<>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            Answer page = get(next.get(), "Accept", mediaType);
            pages.add(file(folder, "page-" + pages.size(), page));
            next = page.response().headers().allValues("Link").stream()
                    .map(NEXT::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst();
        }
        return pages;
    }

    static Path file(Path folder, String name, Answer answer) {
        try {
            return Files.write(folder.resolve(name), answer.body());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() {
        whence.close();
    }
}
