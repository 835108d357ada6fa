package dev.whence.harvest;

import dev.whence.canonical.Sha256;
import dev.whence.harvest.read.Document;
import dev.whence.harvest.read.Page;
import dev.whence.harvest.read.PageReader;
import dev.whence.harvest.read.SourceKind;
import dev.whence.harvest.read.SourceKinds;
import dev.whence.harvest.read.UnreadableException;
import dev.whence.harvest.web.Fetched;
import dev.whence.harvest.web.StoppedException;
import dev.whence.harvest.web.Validators;
import dev.whence.harvest.web.Web;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Goes from document to document, each once, until there is none left; takes what each says. For one thread, and one
 * harvest.
 */
final class Crawl {
    /** Told after each document that was read: what is to be kept of it, and of what kind the source is. */
    interface Kept {
        void document(Optional<SourceKind> kind, String url, PageMemo memo) throws IOException;
    }

    private final Web web;
    private final Takings takings;
    private final Map<String, PageMemo> pages;
    private final Function<SourceKind, PageReader> readers;
    private final Kept kept;
    private final Deque<URI> open = new ArrayDeque<>();
    private final Set<String> visited = new HashSet<>();
    private final Set<String> digests = new HashSet<>();
    private final Listings listings = new Listings();
    private final List<String> troubles = new ArrayList<>();
    private Optional<SourceKind> kind;
    private int documents;
    private int spared;

    /**
     * @param kind of source, where it is known
     * @param pages changes with what is read
     */
    Crawl(
            Web web,
            Takings takings,
            Optional<SourceKind> kind,
            Map<String, PageMemo> pages,
            Function<SourceKind, PageReader> readers,
            Kept kept) {
        this.web = web;
        this.takings = takings;
        this.kind = kind;
        this.pages = pages;
        this.readers = readers;
        this.kept = kept;
    }

    /** @throws StoppedException where not everything can be read now */
    void from(URI root) throws StoppedException, IOException, InterruptedException {
        open.add(root);
        while (!open.isEmpty()) {
            URI url = open.remove();
            if (visited.add(url.toString())) {
                visit(url);
            }
        }
        troubles.addAll(listings.troubles());
    }

    private void visit(URI url) throws StoppedException, IOException, InterruptedException {
        Optional<PageMemo> memo = Optional.ofNullable(pages.get(url.toString()));
        if (memo.isPresent() && memo.get().isImmutable()) {
            again(url, memo.get());
            return;
        }
        Validators known = memo.map(PageMemo::validators).orElse(Validators.NONE);
        Fetched fetched = web.get(url, known, SourceKind.accept(kind));
        if (fetched instanceof Fetched.Fresh fresh) {
            fresh(url, fresh, memo);
        } else if (fetched instanceof Fetched.Unchanged && memo.isPresent()) {
            again(url, memo.get());
        } else if (fetched instanceof Fetched.Failed failed) {
            troubles.add(url + ": " + failed.reason());
        } else {
            gone(url, memo);
        }
    }

    /**
     * Of a record's own document 410 says that the record is gone. Of the first it says only that we ask in the wrong place,
     * and of a page of a listing, or of what leads on, only that this way to the records is gone, as when a cursor ends.
     */
    private void gone(URI url, Optional<PageMemo> memo) {
        if (visited.size() > 1 && memo.filter(PageMemo::isOfOneRecord).isPresent()) {
            pages.put(url.toString(), PageMemo.gone());
        } else {
            troubles.add(url + ": it says that it is gone, which says nothing of the records that it led to");
        }
    }

    private void fresh(URI url, Fetched.Fresh fresh, Optional<PageMemo> memo)
            throws StoppedException, IOException, InterruptedException {
        documents++;
        String digest = Sha256.hex(fresh.body());
        if (!digests.add(digest) && kind.equals(Optional.of(SourceKind.DCAT))) {
            troubles.add(url + ": it is another page over again, so the pages have no end");
            return;
        }
        if (memo.isPresent() && memo.get().digest().equals(digest)) {
            follow(url, memo.get());
            takings.again(memo.get().ids());
            keep(url, memo.get().with(fresh.validators()));
            return;
        }
        try {
            read(url, fresh, digest);
        } catch (UnreadableException unreadable) {
            troubles.add(url + ": " + unreadable.getMessage());
        }
    }

    private void read(URI url, Fetched.Fresh fresh, String digest)
            throws UnreadableException, StoppedException, IOException, InterruptedException {
        Document document = new Document(fresh.url(), fresh.body(), fresh.mediaType(), fresh.isImmutable());
        SourceKind told = kind.isPresent() ? kind.get() : SourceKinds.detect(document);
        kind = Optional.of(told);
        Page page = readers.apply(told).read(document);
        boolean isStream = told == SourceKind.LDES;
        takings.take(page, fresh.validators().etag(), !isStream, web::requireTime);
        PageMemo memo = new PageMemo(
                fresh.validators(),
                digest,
                page.isImmutable(),
                page.links().stream().map(URI::toString).toList(),
                // What a stream once said of a record says nothing of whether it is there now.
                isStream ? List.of() : ids(page),
                page.isListing(),
                page.total(),
                page.troubles());
        follow(url, memo);
        keep(url, memo);
    }

    private static List<String> ids(Page page) {
        return page.events().stream()
                .filter(Page.Event.There.class::isInstance)
                .map(event -> ((Page.Event.There) event).found().id())
                .distinct()
                .toList();
    }

    private void keep(URI url, PageMemo memo) throws IOException {
        pages.put(url.toString(), memo);
        kept.document(kind, url.toString(), memo);
    }

    private void again(URI url, PageMemo memo) {
        spared++;
        digests.add(memo.digest());
        takings.again(memo.ids());
        follow(url, memo);
    }

    private void follow(URI url, PageMemo memo) {
        memo.troubles().forEach(trouble -> troubles.add(url + ": " + trouble));
        if (!listings.page(url.toString(), memo) && !memo.links().isEmpty()) {
            troubles.add(url + ": page after page shows nothing that was not shown before, so the pages have no end");
            return;
        }
        for (String link : memo.links()) {
            URI target = URI.create(link);
            Optional<String> objection = web.objection(target);
            boolean isLoop = kind.equals(Optional.of(SourceKind.DCAT)) && visited.contains(link);
            if (objection.isPresent()) {
                troubles.add(url + ": it leads to " + link + ", and " + objection.get());
            } else if (isLoop) {
                troubles.add(url + ": its next page is one that was read before, so the pages have no end");
            } else {
                open.add(target);
            }
        }
    }

    Optional<SourceKind> kind() {
        return kind;
    }

    boolean hasVisited(String url) {
        return visited.contains(url);
    }

    void trouble(String trouble) {
        troubles.add(trouble);
    }

    List<String> troubles() {
        return troubles;
    }

    int documents() {
        return documents;
    }

    int spared() {
        return spared;
    }
}
