package dev.whence.receive;

import dev.whence.ledger.Blinding;
import dev.whence.ledger.EntryDraft;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of all kinds that have one. For the sequencer's thread, and the start before it. */
final class KindRules {
    static final KindRules NONE = new KindRules(List.of());

    private final Map<String, KindRule> rules;

    private KindRules(List<KindRule> rules) {
        this.rules = rules.stream()
                .collect(Collectors.toUnmodifiableMap(rule -> rule.kind().ledgerName(), Function.identity()));
    }

    static KindRules all(Blinding blinding) {
        Stream<KindRule> records = Arrays.stream(ReceiptKind.values())
                .filter(ReceiptKind::isRecord)
                .map(kind -> new RecordRule(kind, blinding));
        Stream<KindRule> others = Stream.of(
                new IncidentRule(),
                new ArtifactRule(blinding),
                new KnowledgeChangeRule(blinding),
                new OperationRule(blinding),
                new TombstoneRule(),
                new PublicationRule());
        return new KindRules(Stream.concat(others, records).toList());
    }

    void check(Candidate candidate, LongFunction<Optional<ReceiptId>> ids) throws RefusedException {
        Optional<KindRule> rule = of(candidate.receipt().kind());
        if (rule.isPresent()) {
            rule.get().check(candidate, ids);
        }
    }

    EntryDraft complete(Candidate candidate, EntryDraft draft) {
        return of(candidate.receipt().kind())
                .map(rule -> rule.complete(candidate, draft))
                .orElse(draft);
    }

    void remember(String kind, KindRule.Seen entry) {
        Optional.ofNullable(rules.get(kind)).ifPresent(rule -> rule.remember(entry));
    }

    private Optional<KindRule> of(ReceiptKind kind) {
        return Optional.ofNullable(rules.get(kind.ledgerName()));
    }
}
