package dev.whence.feed.dcat;

import dev.whence.canonical.Sha256;
import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.catalog.RecordKey;
import dev.whence.feed.rdf.Description;
import dev.whence.feed.rdf.DescriptionWriter;
import dev.whence.feed.rdf.Syntax;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One page: what is on it is decided, and it is made while it is written. */
public final class CatalogPage {
    private static final int TAG_DIGITS = 32;
    private static final int AT_ONCE = 32;

    private final Plan plan;
    private final Parts parts;

    /**
     * What is on it.
     *
     * @param next where there is another page
     * @param fingerprint of what else its bytes depend on
     */
    record Plan(
            PageRequest request,
            CatalogView view,
            Cursor cursor,
            List<Change> changes,
            Optional<Cursor> next,
            String fingerprint) {}

    /** What it is made with. */
    record Parts(CatalogEntries entries, Addresses addresses, PageHead head, Fragments fragments) {}

    CatalogPage(Plan plan, Parts parts) {
        this.plan = plan;
        this.parts = parts;
    }

    public Syntax syntax() {
        return plan.request().syntax();
    }

    /** The changes that brought its records as they are, in order. */
    public List<Change> changes() {
        return plan.changes();
    }

    /** How many records all pages hold together. */
    public int total() {
        return plan.cursor().total();
    }

    /** A strong validator, without quotation marks: equal tags mean equal bytes. */
    public String tag() {
        StringBuilder rests = new StringBuilder(plan.fingerprint());
        PageRequest request = plan.request();
        for (Object part : List.of(
                request.organisation(),
                request.syntax(),
                request.isBySuffix(),
                request.limit(),
                plan.cursor().text())) {
            rests.append('\n').append(part);
        }
        // Erasing takes records out of views that are named as before, and series from beside their members.
        rests.append('\n').append(plan.view().erasedCount());
        plan.changes().forEach(change -> rests.append('\n').append(change.sequence()));
        return Sha256.hex(rests.toString().getBytes(StandardCharsets.UTF_8)).substring(0, TAG_DIGITS);
    }

    /** When the catalog last changed; nothing where it never had anything. */
    public Optional<Instant> modified() {
        return plan.view().modified();
    }

    /** The absolute address of the next page. */
    public Optional<String> next() {
        return plan.next().map(cursor -> parts.addresses().page(plan.request(), cursor));
    }

    /** By which the next page is asked for. */
    Optional<String> nextCursor() {
        return plan.next().map(Cursor::text);
    }

    /** The absolute address of the first page of the same view. */
    public String first() {
        return parts.addresses().page(plan.request(), plan.cursor().first());
    }

    /** The address under which this page stays the same for ever. */
    public String self() {
        return parts.addresses().page(plan.request(), plan.cursor());
    }

    /** Writes it; holds no more of it in memory than a few records, and what they share. */
    public void writeTo(OutputStream out) throws IOException {
        new Writing(out).write();
    }

    /** One page while it is written. */
    private final class Writing {
        private final OutputStream out;
        private final DescriptionWriter writer = syntax().writer();
        private final byte[] between = utf8(writer.between());
        private final Set<String> shared = new LinkedHashSet<>();

        Writing(OutputStream out) {
            this.out = out;
        }

        void write() throws IOException {
            out.write(utf8(writer.head()));
            boolean isFirst = true;
            for (Description description : parts.head().describe(CatalogPage.this, plan)) {
                out.write(isFirst ? new byte[0] : between);
                out.write(utf8(text(description)));
                isFirst = false;
            }
            for (int from = 0; from < plan.changes().size(); from += AT_ONCE) {
                some(plan.changes()
                        .subList(from, Math.min(from + AT_ONCE, plan.changes().size())));
            }
            for (String text : shared) {
                piece(text);
            }
            out.write(utf8(writer.foot()));
        }

        /** A few records are rendered by all processors, then written in their order. */
        private void some(List<Change> changes) throws IOException {
            List<Optional<Fragment>> rendered =
                    changes.parallelStream().map(this::fragment).toList();
            for (int i = 0; i < changes.size(); i++) {
                Change change = changes.get(i);
                if (change.isThere()) {
                    record(change, rendered.get(i));
                } else {
                    piece(text(Deletions.describe(change, iri(change), Optional.empty())));
                }
            }
        }

        private Optional<Fragment> fragment(Change change) {
            return change.isThere()
                    ? parts.fragments().of(plan.request().organisation(), change, syntax())
                    : Optional.empty();
        }

        /** @throws IOException where it is there and cannot be read: a page without it would tell harvesters to delete it */
        private void record(Change change, Optional<Fragment> found) throws IOException {
            if (found.isEmpty() && !plan.view().isErased(change)) {
                throw new IOException("what entry " + change.sequence() + " publishes cannot be read here");
            }
            if (found.isPresent()) {
                Fragment fragment = found.get();
                out.write(between);
                out.write(fragment.body());
                shared.addAll(fragment.shared());
                fragment.series().stream().map(this::series).forEach(shared::add);
            }
        }

        /** Described too, as a page has to be understood alone; by its name alone where it is not published in the view. */
        private String series(String iri) {
            String organisation = plan.request().organisation();
            Optional<RecordKey> key = parts.entries()
                    .key(iri)
                    .filter(known -> parts.entries().iri(organisation, known).equals(iri));
            return key.flatMap(plan.view()::latest)
                    .filter(latest -> latest.isThere() && !plan.view().isErased(latest))
                    .flatMap(latest -> parts.fragments().of(organisation, latest, syntax()))
                    .map(Fragment::stub)
                    .filter(text -> !text.isEmpty())
                    .orElseGet(() -> text(SeriesStub.named(iri, key)));
        }

        private String iri(Change change) {
            return parts.entries().iri(plan.request().organisation(), change.key());
        }

        private String text(Description description) {
            StringBuilder text = new StringBuilder(512);
            writer.write(description, text);
            return text.toString();
        }

        private void piece(String text) throws IOException {
            out.write(between);
            out.write(utf8(text));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
