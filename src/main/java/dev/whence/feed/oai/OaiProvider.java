package dev.whence.feed.oai;

import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.CatalogAbout;
import io.gdcc.xoai.dataprovider.DataProvider;
import io.gdcc.xoai.dataprovider.model.Context;
import io.gdcc.xoai.dataprovider.repository.Repository;
import io.gdcc.xoai.dataprovider.repository.RepositoryConfiguration;
import io.gdcc.xoai.dataprovider.repository.RepositoryConfiguration.RepositoryConfigurationBuilder;
import io.gdcc.xoai.dataprovider.request.RequestBuilder;
import io.gdcc.xoai.dataprovider.request.RequestBuilder.RawRequest;
import io.gdcc.xoai.exceptions.BadArgumentException;
import io.gdcc.xoai.exceptions.OAIException;
import io.gdcc.xoai.model.oaipmh.DeletedRecord;
import io.gdcc.xoai.model.oaipmh.Error;
import io.gdcc.xoai.model.oaipmh.Granularity;
import io.gdcc.xoai.model.oaipmh.OAIPMH;
import io.gdcc.xoai.model.oaipmh.Request;
import io.gdcc.xoai.xml.XmlWriter;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/** Answers requests of OAI-PMH 2.0. Thread-safe. */
public final class OaiProvider {
    public static final String MEDIA_TYPE = "text/xml";

    /** The protocol wants an address; nobody answers under this one. */
    private static final String NOBODY = "nobody@whence.invalid";

    /** After these the protocol forbids to repeat what was asked. */
    private static final Set<Error.Code> NOT_REPEATED = Set.of(Error.Code.BAD_VERB, Error.Code.BAD_ARGUMENT);

    private final PublishedRecords records;
    private final CatalogAbout about;
    private final Harvest.Source source;

    public OaiProvider(PublishedRecords records, CatalogAbout about) {
        this.records = records;
        this.about = about;
        this.source = new Harvest.Source(records, new SeriesSets(records), new Formats());
    }

    /**
     * An answer, in XML; one that says what is wrong with a request is an answer too.
     *
     * @param parameters all values of each
     */
    public byte[] answer(String organisation, Map<String, List<String>> parameters) {
        Harvest harvest = new Harvest(source, organisation);
        RepositoryConfiguration configuration = configuration(organisation, harvest);
        return write(answer(new OaiRequest(parameters), harvest, configuration), configuration);
    }

    private static OAIPMH answer(OaiRequest sent, Harvest harvest, RepositoryConfiguration configuration) {
        DataProvider provider = provider(harvest, configuration);
        try {
            RawRequest raw = RequestBuilder.buildRawRequest(sent.parameters());
            sent.fault().ifPresent(text -> raw.withError(new BadArgumentException(text)));
            Request checked = RequestBuilder.buildRequest(raw, configuration);
            if (raw.hasErrors()) {
                // The library's own way to say so.
                return provider.handle(raw);
            }
            Request request = sent.checked(checked);
            OAIPMH answer = provider.handle(request);
            boolean isRepeated = answer.getErrors().stream().noneMatch(error -> NOT_REPEATED.contains(error.getCode()));
            return isRepeated ? answer.withRequest(request) : answer;
        } catch (OAIException badVerb) {
            return provider.handle(sent.parameters());
        }
    }

    private static DataProvider provider(Harvest harvest, RepositoryConfiguration configuration) {
        Context context = new Context();
        Formats.all().forEach(context::withMetadataFormat);
        return new DataProvider(
                context,
                new Repository(configuration).withItemRepository(harvest).withSetRepository(harvest));
    }

    private RepositoryConfiguration configuration(String organisation, Harvest harvest) {
        return new RepositoryConfigurationBuilder()
                .withRepositoryName(about.title())
                .withBaseUrl(records.iris().space(organisation) + "oai")
                .withAdminEmail(about.contact().orElse(NOBODY))
                .withEarliestDate(earliest(organisation))
                .withDeleteMethod(DeletedRecord.PERSISTENT)
                .withGranularity(Granularity.Second)
                .withMaxListRecords(Harvest.RECORDS)
                .withMaxListIdentifiers(Harvest.RECORDS)
                .withMaxListSets(Harvest.RECORDS)
                .withResumptionTokenFormat(harvest)
                .build();
    }

    private Instant earliest(String organisation) {
        CatalogView view = records.catalog().datasets(organisation).view();
        return view.changes(0, 1).stream().map(Change::time).findFirst().orElse(Instant.EPOCH);
    }

    private static byte[] write(OAIPMH answer, RepositoryConfiguration configuration) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        try (XmlWriter writer = new XmlWriter(out, configuration)) {
            writer.writeStartDocument("UTF-8", "1.0");
            answer.write(writer);
            writer.writeEndDocument();
        } catch (XMLStreamException unwritable) {
            throw new IllegalStateException("an answer of OAI-PMH could not be written", unwritable);
        }
        return out.toByteArray();
    }
}
