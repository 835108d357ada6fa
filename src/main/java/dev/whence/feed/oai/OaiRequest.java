package dev.whence.feed.oai;

import io.gdcc.xoai.exceptions.OAIException;
import io.gdcc.xoai.model.oaipmh.Request;
import io.gdcc.xoai.xml.XmlWriter;
import io.gdcc.xoai.xmlio.exceptions.XmlWriteException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * A request as it was sent, and what of it the library need not see: times in either granularity that the protocol has, which
 * may lie ahead of our clock, and a {@code metadataPrefix} that says once more what the resumption token says.
 */
final class OaiRequest {
    private static final List<String> ARGUMENTS =
            List.of("verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken");
    private static final Pattern SECONDS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final Pattern DAYS = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final String TOKEN = "resumptionToken";

    private final Map<String, String[]> sent = new LinkedHashMap<>();
    private final Map<String, String[]> forLibrary;
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> until = Optional.empty();
    private Optional<String> fault = Optional.empty();

    /** @param parameters all values of each */
    OaiRequest(Map<String, List<String>> parameters) {
        parameters.forEach((name, values) -> sent.put(
                writable(name), values.stream().map(OaiRequest::writable).toArray(String[]::new)));
        this.forLibrary = new LinkedHashMap<>(sent);
        if (sent.containsKey(TOKEN)) {
            takeRepeatedPrefix();
        } else if (one("verb")
                .filter(verb -> verb.equals("ListRecords") || verb.equals("ListIdentifiers"))
                .isPresent()) {
            takeTimes();
        }
    }

    /** Answers repeat what was sent, and XML has no way to write some of it. */
    private static String writable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().forEach(c -> out.append(isWritable(c) ? (char) c : '\ufffd'));
        return out.toString();
    }

    static boolean isWritable(int c) {
        return c >= ' ' && c < 0xfffe || c == '\t' || c == '\n' || c == '\r';
    }

    /** piveau sends both, which the protocol forbids; where they say the same there is nothing to misunderstand. */
    private void takeRepeatedPrefix() {
        Optional<String> repeated = one("metadataPrefix");
        Optional<String> meant =
                one(TOKEN).flatMap(Token::read).flatMap(Token::wanted).map(Wanted::format);
        if (repeated.isPresent() && repeated.equals(meant)) {
            forLibrary.remove("metadataPrefix");
        }
    }

    /** What is no time is left for the library to refuse. */
    private void takeTimes() {
        Optional<String> first = one("from");
        Optional<String> last = one("until");
        boolean sameForm = first.isEmpty()
                || last.isEmpty()
                || first.get().length() == last.get().length();
        Optional<Instant> begin = first.flatMap(text -> time(text, false));
        Optional<Instant> end = last.flatMap(text -> time(text, true));
        boolean areTimes =
                begin.isPresent() == sent.containsKey("from") && end.isPresent() == sent.containsKey("until");
        if (!areTimes) {
            return;
        }
        forLibrary.remove("from");
        forLibrary.remove("until");
        from = begin;
        until = end;
        if (!sameForm) {
            fault = Optional.of(
                    "from and until are not of the same granularity: write both as days, or both as seconds.");
        } else if (begin.isPresent() && end.isPresent() && begin.get().isAfter(end.get())) {
            fault = Optional.of("from lies after until: a span of time begins with from.");
        }
    }

    /** What is wrong with times of which each by itself is one; the library would say that they are no dates. */
    Optional<String> fault() {
        return fault;
    }

    private static Optional<Instant> time(String text, boolean isEnd) {
        try {
            if (SECONDS.matcher(text).matches()) {
                return Optional.of(Instant.parse(text));
            }
            if (DAYS.matcher(text).matches()) {
                Instant day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                return Optional.of(isEnd ? day.plus(1, ChronoUnit.DAYS).minusSeconds(1) : day);
            }
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<String> one(String name) {
        String[] values = sent.get(name);
        return values != null && values.length == 1 ? Optional.of(values[0]) : Optional.empty();
    }

    /** What the library is to check. */
    Map<String, String[]> parameters() {
        return forLibrary;
    }

    /** What the library found good, with the times, and with what was sent for its answer to repeat. */
    Request checked(Request checked) throws OAIException {
        Request request = new Request(checked.getBaseUrl()) {
            @Override
            public void write(XmlWriter writer) throws XmlWriteException {
                try {
                    for (String argument : ARGUMENTS) {
                        Optional<String> value = one(argument);
                        if (value.isPresent()) {
                            writer.writeAttribute(argument, value.get());
                        }
                    }
                    writer.writeCharacters(getBaseUrl());
                } catch (XMLStreamException unwritable) {
                    throw new XmlWriteException(unwritable);
                }
            }
        };
        checked.getType().ifPresent(request::withVerb);
        checked.getIdentifier().ifPresent(request::withIdentifier);
        checked.getMetadataPrefix().ifPresent(request::withMetadataPrefix);
        checked.getSet().ifPresent(request::withSet);
        checked.getResumptionToken().ifPresent(request::withResumptionToken);
        from.ifPresent(request::withFrom);
        until.ifPresent(request::withUntil);
        return request;
    }
}
