package dev.whence.feed.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.catalog.ChangeLog;
import dev.whence.catalog.RecordKey;
import dev.whence.feed.PublishedRecords;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.StacItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is published of STAC, as a STAC API gives it. Thread-safe. */
public final class StacApi {
    static final String STAC_VERSION = "1.1.0";
    /** Moves whenever the same publication gives other bytes. */
    static final String VERSION = "stac-1";

    private static final int AT_ONCE = 1000;

    private final PublishedRecords records;
    private final StacDocuments documents;
    private final Map<String, ItemIndex> indexes = new ConcurrentHashMap<>();

    public StacApi(PublishedRecords records) {
        this.records = records;
        this.documents = new StacDocuments(records.iris());
    }

    private StacAddresses addresses(String organisation) {
        return new StacAddresses(records.iris(), organisation);
    }

    private CatalogView view(String organisation) {
        return records.catalog().stac(organisation).view();
    }

    /** An organisation that published nothing needs none, and none is kept for every name that somebody asks for. */
    private ItemIndex index(String organisation, CatalogView view) {
        return view.changeCount() == 0
                ? new ItemIndex(records)
                : indexes.computeIfAbsent(organisation, unused -> new ItemIndex(records));
    }

    /** A page to begin with: where everything is. */
    public ObjectNode landing(String organisation, String title, String description) {
        StacAddresses addresses = addresses(organisation);
        List<String> children = new ArrayList<>();
        published(organisation, ReceiptKind.STAC_CATALOG)
                .forEach(change -> children.add(records.iri(organisation, change.key())));
        collections(organisation).forEach(one -> children.add(Links.text(self(one), "href")));
        return Landing.page(addresses, title, description, children);
    }

    private static JsonNode self(ObjectNode document) {
        return document.path("links").path(0);
    }

    public ObjectNode conformance() {
        return Landing.conformance();
    }

    /** All collections that are published, in the order in which they first came. */
    public ObjectNode allCollections(String organisation) {
        return Landing.collections(addresses(organisation), collections(organisation));
    }

    private List<ObjectNode> collections(String organisation) {
        List<ObjectNode> all = new ArrayList<>();
        published(organisation, ReceiptKind.STAC_COLLECTION)
                .forEach(change -> records.read(organisation, change)
                        .flatMap(published -> documents.of(organisation, published))
                        .ifPresent(all::add));
        return all;
    }

    private List<Change> published(String organisation, ReceiptKind kind) {
        CatalogView view = view(organisation);
        List<Change> found = new ArrayList<>();
        int after = CatalogView.START;
        List<Change> some = view.records(after, AT_ONCE);
        while (!some.isEmpty()) {
            some.stream()
                    .filter(change -> change.key().kind().equals(kind.ledgerName()))
                    .forEach(found::add);
            after = some.get(some.size() - 1).ordinal();
            some = view.records(after, AT_ONCE);
        }
        return found;
    }

    /** What is told of a thing by its address. */
    public sealed interface Answer {
        /** @param isItem whether it is GeoJSON as well */
        record Document(ObjectNode json, boolean isItem) implements Answer {}

        /**
         * It was published, and was withdrawn.
         *
         * @param reason where that is for everybody to know
         * @param receipt the IRI of the receipt that says so
         */
        record Withdrawn(Change change, Optional<String> reason, String receipt) implements Answer {
            /** When, why and by which receipt. */
            public String sentence() {
                return "It was withdrawn from the catalog at " + change.time() + "; "
                        + reason.map(why -> "why: " + why).orElse("it is not said why") + " (receipt " + receipt + ").";
            }
        }
    }

    /** The document that an IRI of ours names; nothing where nothing of STAC was ever published under it. */
    public Optional<Answer> document(String iri) {
        Optional<RecordKey> key = records.key(iri);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        String organisation =
                records.iris().read(iri).map(Iris.Minted::organisation).orElse(Iris.DEFAULT_ORGANISATION);
        CatalogView view = view(organisation);
        Optional<Change> latest = view.latest(key.get());
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        if (!latest.get().isThere()) {
            return Optional.of(new Answer.Withdrawn(
                    latest.get(),
                    records.reason(latest.get()),
                    records.iris().receipt(organisation, records.receipt(latest.get()))));
        }
        boolean isItem = key.get().kind().equals(ReceiptKind.STAC_ITEM.ledgerName());
        return records.read(organisation, latest.get())
                .flatMap(published -> documents.of(organisation, published))
                .map(json -> new Answer.Document(json, isItem));
    }

    /**
     * Finds a page of Items.
     *
     * @throws RefusedException where the token is none of ours or names what is not here; 404 where there is no such collection,
     *     410 where it was withdrawn
     */
    public ItemPage items(SearchRequest request) throws RefusedException {
        String organisation = request.organisation();
        ChangeLog log = records.catalog().stac(organisation);
        CatalogView view = log.view();
        PageToken token = PageToken.first(view);
        if (request.token().isPresent()) {
            token = PageToken.read(request.token().get()).orElseThrow(StacApi::unknownToken);
            view = log.view(token.size());
            if (view.size() != token.size()) {
                throw unknownToken();
            }
        }
        // In the view that is paged through: whoever has begun may end, whatever is withdrawn meanwhile.
        if (request.from() instanceof SearchRequest.From.Items items) {
            requireCollection(view, items.collection());
        }
        // One more than fits says whether there is a next page.
        ItemIndex.Found found =
                index(organisation, view).find(view, request.search(), token.after(), request.limit() + 1);
        boolean isMore = found.changes().size() > request.limit();
        List<Change> on = isMore ? found.changes().subList(0, request.limit()) : found.changes();
        Optional<PageToken> next = isMore
                ? Optional.of(new PageToken(token.size(), on.get(on.size() - 1).ordinal()))
                : Optional.empty();
        Links links = SearchLinks.of(addresses(organisation), request, next);
        return new ItemPage(records, documents, organisation, new ItemPage.Plan(found.matched(), on, links.json()));
    }

    /** The Items of no collection have a list as well. */
    private static void requireCollection(CatalogView view, String id) throws RefusedException {
        if (id.equals(StacItem.NO_COLLECTION)) {
            return;
        }
        Optional<Change> latest = view.latest(new RecordKey(ReceiptKind.STAC_COLLECTION.ledgerName(), id));
        if (latest.isPresent() && !latest.get().isThere()) {
            throw new RefusedException(ProblemType.WITHDRAWN, "The collection was withdrawn.");
        }
        if (latest.isEmpty()) {
            throw new RefusedException(
                    ProblemType.NOT_FOUND,
                    "There is no such collection; /stac/collections names those that there are, and /stac/search finds Items"
                            + " of others.");
        }
    }

    private static RefusedException unknownToken() {
        return new RefusedException(
                ProblemType.BAD_REQUEST,
                "The token is none that this catalog gave, or the ledger is not as far here; search anew without it.");
    }
}
