package dev.whence.feed.oai;

import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.catalog.ChangeLog;
import dev.whence.catalog.RecordKey;
import dev.whence.feed.PublishedRecords;
import io.gdcc.xoai.dataprovider.exceptions.handler.HandlerException;
import io.gdcc.xoai.dataprovider.exceptions.handler.IdDoesNotExistException;
import io.gdcc.xoai.dataprovider.filter.ScopedFilter;
import io.gdcc.xoai.dataprovider.model.Item;
import io.gdcc.xoai.dataprovider.model.ItemIdentifier;
import io.gdcc.xoai.dataprovider.model.MetadataFormat;
import io.gdcc.xoai.dataprovider.model.Set;
import io.gdcc.xoai.dataprovider.repository.ItemRepository;
import io.gdcc.xoai.dataprovider.repository.ResultsPage;
import io.gdcc.xoai.dataprovider.repository.SetRepository;
import io.gdcc.xoai.exceptions.BadResumptionTokenException;
import io.gdcc.xoai.model.oaipmh.Granularity;
import io.gdcc.xoai.model.oaipmh.ResumptionToken;
import io.gdcc.xoai.services.api.ResumptionTokenFormat;
import java.util.List;
import java.util.Optional;

/**
 * What the library asks for while it answers one request: the records and sets of one view, and tokens that are bound to it.
 * For one thread.
 */
final class Harvest implements ItemRepository, SetRepository, ResumptionTokenFormat {
    /** Records in an answer. */
    static final int RECORDS = 100;

    private final Source source;
    private final String organisation;
    private final ChangeLog log;
    private CatalogView view;
    /** Where a list goes on that was begun before. */
    private Optional<Token> begun = Optional.empty();
    /** Where the next list begins. */
    private int lastGiven = -1;

    private int total;

    /** What is there for all requests. */
    record Source(PublishedRecords records, SeriesSets sets, Formats formats) {}

    Harvest(Source source, String organisation) {
        this.source = source;
        this.organisation = organisation;
        this.log = source.records().catalog().datasets(organisation);
        this.view = log.view();
    }

    @Override
    public ResumptionTokenFormat withGranularity(Granularity granularity) {
        return this;
    }

    /** The library counts records; the place in the view is ours. */
    @Override
    public String format(ResumptionToken.Value value) {
        Optional<Wanted> wanted = value.hasMetadataPrefix() ? Optional.of(wanted(value)) : Optional.empty();
        return new Token(view.size(), lastGiven, Math.toIntExact(value.getOffset()), total, wanted).text();
    }

    @Override
    public ResumptionToken.Value parse(String text) throws BadResumptionTokenException {
        Token token =
                Token.read(text).orElseThrow(() -> new BadResumptionTokenException("This is none of our tokens."));
        view = log.view(token.size());
        if (view.size() != token.size() || isBeyond(token)) {
            throw new BadResumptionTokenException("What this token speaks of is not here; begin again without it.");
        }
        begun = Optional.of(token);
        ResumptionToken.ValueBuilder value = new ResumptionToken.ValueBuilder().withOffset(token.cursor());
        token.wanted().ifPresent(wanted -> {
            value.withMetadataPrefix(wanted.format());
            wanted.set().ifPresent(value::withSetSpec);
            wanted.from().ifPresent(value::withFrom);
            wanted.until().ifPresent(value::withUntil);
        });
        return value.build();
    }

    /** A token that somebody made up, or what it leads to was erased meanwhile. */
    private boolean isBeyond(Token token) {
        if (token.wanted().isEmpty()) {
            return token.cursor() >= source.sets().all(organisation, view).size();
        }
        int left = listing(token.wanted().get()).after(token.after(), RECORDS).size();
        return left == 0 || token.cursor() + left > token.total();
    }

    private static Wanted wanted(ResumptionToken.Value value) {
        return new Wanted(
                value.getMetadataPrefix(),
                Optional.ofNullable(value.getSetSpec()),
                Optional.ofNullable(value.getFrom()),
                Optional.ofNullable(value.getUntil()));
    }

    private Listing listing(Wanted wanted) {
        Optional<RecordKey> series = wanted.set().flatMap(SeriesSets::series);
        return new Listing(
                view,
                wanted,
                change -> wanted.set().isEmpty()
                        || series.filter(source.sets().of(organisation, view, change)::contains)
                                .isPresent());
    }

    @Override
    public ResultsPage<ItemIdentifier> getItemIdentifiers(
            List<ScopedFilter> filters, MetadataFormat format, int most, ResumptionToken.Value token) {
        return page(format, token);
    }

    @Override
    public ResultsPage<Item> getItems(
            List<ScopedFilter> filters, MetadataFormat format, int most, ResumptionToken.Value token) {
        return page(format, token);
    }

    private <T extends ItemIdentifier> ResultsPage<T> page(MetadataFormat format, ResumptionToken.Value value) {
        Listing listing = listing(wanted(value));
        // One more than fits says whether there is more.
        List<Change> found = listing.after(begun.map(Token::after).orElse(-1), RECORDS + 1);
        boolean isMore = found.size() > RECORDS;
        List<Change> given = isMore ? found.subList(0, RECORDS) : found;
        total = begun.map(Token::total).orElseGet(listing::count);
        lastGiven = given.isEmpty() ? lastGiven : given.get(given.size() - 1).number();
        @SuppressWarnings("unchecked") // T is Item or what every Item is
        List<T> items =
                (List<T>) given.stream().map(change -> item(change, format)).toList();
        return new ResultsPage<>(value, isMore, items, total);
    }

    private OaiRecord item(Change change, MetadataFormat format) {
        return new OaiRecord(
                change,
                source.records().iri(organisation, change.key()),
                source.sets().of(organisation, view, change).stream()
                        .map(SeriesSets::spec)
                        .toList(),
                () -> source.formats()
                        .metadata(
                                format.getPrefix(),
                                source.records().read(organisation, change).orElseThrow()));
    }

    @Override
    public ItemIdentifier getItemIdentifier(String identifier) throws IdDoesNotExistException {
        return item(identifier, new MetadataFormat());
    }

    @Override
    public Item getItem(String identifier, MetadataFormat format) throws HandlerException {
        return item(identifier, format);
    }

    private OaiRecord item(String identifier, MetadataFormat format) throws IdDoesNotExistException {
        return source.records()
                .key(identifier)
                .filter(key -> source.records().iri(organisation, key).equals(identifier))
                .flatMap(view::latest)
                .map(change -> item(change, format))
                .orElseThrow(IdDoesNotExistException::new);
    }

    @Override
    public boolean supportSets() {
        return true;
    }

    @Override
    public List<Set> getSets() {
        List<Set> all = source.sets().all(organisation, view).entrySet().stream()
                .map(series -> new Set(SeriesSets.spec(series.getKey())).withName(series.getValue()))
                .toList();
        total = all.size();
        return all;
    }

    @Override
    public boolean exists(String spec) {
        return SeriesSets.series(spec)
                .filter(series -> SeriesSets.isSet(view, series))
                .isPresent();
    }
}
