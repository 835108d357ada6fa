package dev.whence.harvest;

import dev.whence.harvest.read.DcatReader;
import dev.whence.harvest.read.DcatUsReader;
import dev.whence.harvest.read.LdesReader;
import dev.whence.harvest.read.PageReader;
import dev.whence.harvest.read.SourceKind;
import dev.whence.harvest.read.StacReader;
import dev.whence.harvest.web.Pause;
import dev.whence.harvest.web.StoppedException;
import dev.whence.harvest.web.Web;
import dev.whence.harvest.web.WebSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Harvests a source: asks for its documents, hands in what is new, and withdraws what is gone. May be ended at any moment;
 * the next harvest goes on from where it was. For one thread.
 */
public final class Harvest {
    /** Of fewer records than this, any number may go at once. */
    private static final int FEW = 10;

    private final WebSettings settings;
    private final SourceFolder folder;
    private final Sink sink;
    private final Clock clock;
    private final Pause pause;

    /**
     * @param folder of the source, open for as long as this works
     */
    public Harvest(WebSettings settings, SourceFolder folder, Sink sink, Clock clock, Pause pause) {
        this.settings = settings;
        this.folder = folder;
        this.sink = sink;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Harvests.
     *
     * @param progress told how many documents have been read
     * @throws IOException where what is kept cannot be read or written, or records cannot be handed in; a source that does
     *     not answer is in the report
     */
    public HarvestReport run(HarvestRequest request, IntConsumer progress) throws IOException, InterruptedException {
        Map<String, PageMemo> pages = new HashMap<>();
        Map<String, RecordMemo> records = new HashMap<>();
        folder.readRecords(records);
        if (!request.again()) {
            folder.readPages(pages);
        }
        Web web = new Web(settings, request.url(), clock, pause);
        Takings takings = new Takings(sink, request.url().toString(), clock, records);
        int before = takings.knownBefore();
        Optional<SourceKind> kind = kind(request, pages);
        int[] read = {0};
        Crawl crawl = new Crawl(web, takings, kind, pages, Harvest::reader, (told, url, memo) -> {
            progress.accept(++read[0]);
            if (!request.isDry()) {
                if (read[0] == 1) {
                    // Before its first document: who does not know the kind takes a stream for a list that is empty.
                    folder.keep(new SourceFolder.Source(request.url().toString(), told));
                }
                folder.append(takings.news(), Map.of(url, memo));
            }
        });
        boolean isComplete = crawl(crawl, request) && withdraw(crawl, takings, request, before);
        if (!request.isDry()) {
            keep(request, crawl, isComplete, pages, records);
        }
        return report(web, crawl, takings, isComplete, records);
    }

    /**
     * A document that has not changed tells nothing of its kind. So what is kept of documents is of use only where they were
     * read as what they are to be read as now.
     */
    private Optional<SourceKind> kind(HarvestRequest request, Map<String, PageMemo> pages) {
        Optional<SourceKind> before = kindBefore();
        if (before.isEmpty() || request.kind().isPresent() && !request.kind().equals(before)) {
            pages.clear();
        }
        return request.kind().isPresent() || pages.isEmpty() ? request.kind() : before;
    }

    private Optional<SourceKind> kindBefore() {
        try {
            return folder.source().flatMap(SourceFolder.Source::kind);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static PageReader reader(SourceKind kind) {
        return switch (kind) {
            case STAC -> new StacReader();
            case DCAT -> new DcatReader();
            case DCAT_US -> new DcatUsReader();
            case LDES -> new LdesReader();
        };
    }

    /** @return whether every document was read */
    private static boolean crawl(Crawl crawl, HarvestRequest request) throws IOException, InterruptedException {
        try {
            crawl.from(request.url());
            return crawl.troubles().isEmpty();
        } catch (StoppedException stopped) {
            crawl.trouble(stopped.why());
            return false;
        }
    }

    /**
     * Withdraws what is gone, where every document was read. A stream says itself what is gone, and may have forgotten what
     * is there.
     *
     * @return whether it could be done
     */
    private static boolean withdraw(Crawl crawl, Takings takings, HarvestRequest request, int before)
            throws IOException, InterruptedException {
        if (crawl.kind().equals(Optional.of(SourceKind.LDES))) {
            return true;
        }
        List<String> missing = takings.missing();
        if (isSuspicious(missing.size(), takings.seen(), before) && !request.believesDeletions()) {
            crawl.trouble("of " + before + " records of this source " + missing.size() + " are gone, which looks more"
                    + " like a fault of the source; nothing is withdrawn. --believe-deletions withdraws them.");
            return false;
        }
        try {
            for (String id : missing) {
                takings.withdraw(id, Optional.empty(), "Its source no longer has it.");
            }
            return true;
        } catch (StoppedException stopped) {
            crawl.trouble(stopped.why());
            return false;
        }
    }

    private static boolean isSuspicious(int missing, int seen, int before) {
        return missing > 0 && (seen == 0 || before >= FEW && missing > before / 2);
    }

    private void keep(
            HarvestRequest request,
            Crawl crawl,
            boolean isComplete,
            Map<String, PageMemo> pages,
            Map<String, RecordMemo> records)
            throws IOException {
        if (isComplete) {
            pages.keySet().removeIf(url -> !crawl.hasVisited(url));
        }
        if (isComplete && !crawl.kind().equals(Optional.of(SourceKind.LDES))) {
            records.values().removeIf(record -> !record.isThere());
        }
        folder.replace(records, pages);
        folder.keep(new SourceFolder.Source(request.url().toString(), crawl.kind()));
    }

    private static HarvestReport report(
            Web web, Crawl crawl, Takings takings, boolean isComplete, Map<String, RecordMemo> records) {
        int found = crawl.kind().equals(Optional.of(SourceKind.LDES))
                ? (int) records.values().stream().filter(RecordMemo::isThere).count()
                : takings.seen();
        return new HarvestReport(
                crawl.kind(),
                found,
                takings.accepted(),
                takings.repeated(),
                takings.unchanged(),
                takings.withdrawn(),
                crawl.documents(),
                crawl.spared(),
                web.requests(),
                web.bytes(),
                takings.refusals(),
                crawl.troubles(),
                isComplete);
    }
}
