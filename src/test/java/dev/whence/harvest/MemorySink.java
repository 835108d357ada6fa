package dev.whence.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.receipt.Problem;
import dev.whence.receipt.RecordName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Keeps what it is given, unless the test says why not. */
final class MemorySink implements Sink {
    private final ObjectMapper json = new ObjectMapper();
    final List<JsonNode> taken = new ArrayList<>();
    final List<String> withdrawn = new ArrayList<>();
    Function<JsonNode, List<Problem>> objections = envelope -> List.of();

    @Override
    public void take(List<Offer> offers, BiConsumer<Offer, Answer> told) throws IOException {
        for (Offer offer : offers) {
            JsonNode envelope = json.readTree(offer.envelope());
            List<Problem> problems = objections.apply(envelope);
            if (problems.isEmpty()) {
                taken.add(envelope);
                told.accept(offer, new Answer.Taken());
            } else {
                told.accept(offer, new Answer.Refused(problems.get(0)));
            }
        }
    }

    @Override
    public Answer withdraw(RecordName record, String catalog, String reason) {
        withdrawn.add(record.text());
        return new Answer.Taken();
    }

    List<String> ids() {
        return taken.stream()
                .map(envelope -> envelope.path("document").path("id").asText())
                .toList();
    }
}
