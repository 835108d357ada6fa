package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A catalog record in its public form, after the obligations of its promotion were met. Made by Whence itself; what the
 * public catalog shows is read from these alone, so that nothing of a record can be seen there that is not in one.
 *
 * @param record which record it is made from. A receipt id tells whoever guesses a receipt that it was guessed right, so of a
 *     record that is not public it is hidden under the log's key
 * @param promotion that allows it, hidden in the same way
 * @param label {@link PolicyLabel#PUBLIC}, or {@link PolicyLabel#PUBLIC_GENERALIZED}
 * @param obligations the types of those that were met
 * @param notice that has to be shown with it
 * @param described whether it is described fully enough to be harvested as a dataset
 * @param document the record in its public form
 */
public record Publication(
        String record,
        String promotion,
        Instant publishedAt,
        PolicyLabel label,
        List<String> obligations,
        Optional<String> notice,
        boolean described,
        CatalogRecord document)
        implements Receipt {
    public Publication {
        obligations = List.copyOf(obligations);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.PUBLICATION;
    }

    @Override
    public boolean tellsOfRun() {
        return false;
    }

    @Override
    public String subject() {
        return new RecordName(document.kind(), document.subject()).text();
    }

    @Override
    public Optional<PolicyLabel> policyLabel() {
        return Optional.of(label);
    }
}
