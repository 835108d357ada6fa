package dev.whence.validate;

import static dev.whence.validate.Members.optionalInstant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;
import static dev.whence.validate.Members.texts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Bbox;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Multihash;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.RecordSource;
import dev.whence.receipt.StacAsset;
import dev.whence.receipt.StacContact;
import dev.whence.receipt.StacDescription;
import dev.whence.receipt.StacDescription.Governance;
import dev.whence.receipt.StacDescription.Times;
import dev.whence.receipt.StacDescription.Versioning;
import dev.whence.receipt.StacLink;
import dev.whence.receipt.StacProcessing;
import dev.whence.receipt.StacProvider;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads the parts of STAC documents. Stateless. */
final class StacParts {
    private static final String LABEL = "kfm:policy_label";
    private static final List<String> VERSIONS = List.of("kfm:dataset_version_id", "dataset_version_id");

    /** BCP 47, as far as RDF checks it (RDF 1.1 §3.3). */
    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*");

    /** What may stand behind {@code mailto:} without more ado. */
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,255}");

    private StacParts() {}

    /**
     * What a document says, as every document of STAC does.
     *
     * @param fields where the common metadata stands: an Item's properties, or the document itself
     */
    static StacDescription description(JsonNode document, JsonNode fields, Optional<RecordSource> source) {
        return new StacDescription(
                text(document, "id"),
                text(document, "stac_version"),
                texts(document, "stac_extensions"),
                optionalText(fields, "title"),
                optionalText(fields, "description"),
                language(fields),
                texts(fields, "keywords"),
                optionalText(fields, "license"),
                Members.each(fields, "providers", StacParts::provider),
                contact(fields),
                times(fields),
                new Versioning(
                        optionalText(fields, "version"),
                        fields.path("deprecated").asBoolean(),
                        fields.path("experimental").asBoolean()),
                Members.each(document, "links", StacParts::link),
                assets(document),
                new Governance(label(document, fields), datasetVersion(document, fields), source),
                document.toString());
    }

    /** Extensions that are read and not judged: what is not as they have it says nothing. */
    private static Optional<String> language(JsonNode fields) {
        return optionalText(fields.path("language"), "code")
                .filter(code -> LANGUAGE_TAG.matcher(code).matches());
    }

    private static Optional<StacContact> contact(JsonNode fields) {
        for (JsonNode contact : fields.path("contacts")) {
            Optional<String> name = optionalText(contact, "name").or(() -> optionalText(contact, "organization"));
            if (name.isPresent() && !name.get().isBlank()) {
                return Optional.of(new StacContact(
                        name.get(),
                        optionalText(contact.path("emails").path(0), "value")
                                .filter(email -> EMAIL.matcher(email).matches())));
            }
        }
        return Optional.empty();
    }

    private static Times times(JsonNode fields) {
        return new Times(
                optionalInstant(fields, "created"),
                optionalInstant(fields, "updated"),
                optionalInstant(fields, "published"),
                optionalInstant(fields, "unpublished"),
                optionalInstant(fields, "expires"));
    }

    private static StacProvider provider(JsonNode provider) {
        return new StacProvider(text(provider, "name"), texts(provider, "roles"), optionalText(provider, "url"));
    }

    private static StacLink link(JsonNode link) {
        return new StacLink(
                text(link, "rel"), text(link, "href"), optionalText(link, "type"), optionalText(link, "title"));
    }

    private static List<StacAsset> assets(JsonNode document) {
        List<StacAsset> assets = new ArrayList<>();
        document.path("assets").properties().forEach(member -> assets.add(asset(member.getKey(), member.getValue())));
        return assets;
    }

    private static StacAsset asset(String key, JsonNode asset) {
        JsonNode size = asset.path("file:size");
        Optional<Digest.WellFormed> digest = digest(asset);
        return new StacAsset(
                key,
                text(asset, "href"),
                optionalText(asset, "title"),
                optionalText(asset, "description"),
                optionalText(asset, "type"),
                texts(asset, "roles"),
                size.isNumber() ? OptionalLong.of(size.longValue()) : OptionalLong.empty(),
                digest,
                digest.isPresent() ? Optional.empty() : statedChecksum(asset),
                optionalInstant(asset, "created"),
                optionalInstant(asset, "updated"));
    }

    /** The file extension's checksum; else what older extensions have, which stand here unjudged and may be placeholders. */
    private static Optional<Digest.WellFormed> digest(JsonNode asset) {
        return multihash(asset, "file:checksum")
                .or(() -> multihash(asset, "checksum:multihash"))
                .or(() -> optionalText(asset, "checksum:sha256").flatMap(hex -> Digest.parse("sha256:" + hex)));
    }

    private static Optional<Digest.WellFormed> multihash(JsonNode asset, String name) {
        return optionalText(asset, name).flatMap(Multihash::parse).flatMap(Multihash::digest);
    }

    private static Optional<String> statedChecksum(JsonNode asset) {
        return optionalText(asset, "file:checksum")
                .or(() -> optionalText(asset, "checksum:multihash"))
                .or(() -> optionalText(asset, "checksum:sha256"));
    }

    static StacProcessing processing(JsonNode fields) {
        List<StacProcessing.Software> software = new ArrayList<>();
        fields.path("processing:software")
                .properties()
                .forEach(member -> software.add(new StacProcessing.Software(
                        member.getKey(), member.getValue().asText())));
        return new StacProcessing(
                optionalText(fields, "processing:lineage"),
                optionalText(fields, "processing:level"),
                optionalText(fields, "processing:facility"),
                optionalText(fields, "processing:version"),
                optionalInstant(fields, "processing:datetime"),
                software,
                expression(fields.path("processing:expression")));
    }

    private static Optional<StacProcessing.Expression> expression(JsonNode expression) {
        JsonNode text = expression.path("expression");
        return text.isMissingNode()
                ? Optional.empty()
                : Optional.of(new StacProcessing.Expression(
                        text(expression, "format"), text.isTextual() ? text.textValue() : text.toString()));
    }

    private static Optional<PolicyLabel> label(JsonNode document, JsonNode fields) {
        return optionalText(fields, LABEL)
                .or(() -> optionalText(document, LABEL))
                .flatMap(PolicyLabel::parse);
    }

    private static Optional<DatasetVersionId> datasetVersion(JsonNode document, JsonNode fields) {
        Optional<String> slug = optionalText(fields, "kfm:dataset_id").flatMap(DatasetVersionId::slugIn);
        return VERSIONS.stream()
                .flatMap(name -> optionalText(fields, name).or(() -> optionalText(document, name)).stream())
                .findFirst()
                .map(version -> DatasetVersionId.of(version, slug));
    }

    /** A box of four numbers, or of six with heights; nothing where it is none. */
    static Optional<Bbox> bbox(JsonNode box) {
        if (box.size() != 4 && box.size() != 6) {
            return Optional.empty();
        }
        for (JsonNode number : box) {
            if (!number.isNumber()) {
                return Optional.empty();
            }
        }
        int half = box.size() / 2;
        return Optional.of(new Bbox(
                box.path(0).doubleValue(),
                box.path(1).doubleValue(),
                box.path(half).doubleValue(),
                box.path(half + 1).doubleValue()));
    }

    /** A time; nothing where it is none. */
    static Optional<Instant> instant(JsonNode time) {
        if (!time.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(time.textValue()).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
