package dev.whence.operate;

import dev.whence.gate.Dossier;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.Obligation;
import dev.whence.receipt.PolicyLabel;
import java.util.List;

/** Makes of a catalog record what may be made public of it. */
@FunctionalInterface
public interface PublicForms {
    /**
     * Carries out obligations on a record.
     *
     * @param label under which the record is kept
     * @param obligations of all decisions that its runs stand under
     */
    Dossier.PublicForm of(CatalogRecord record, PolicyLabel label, List<Obligation> obligations);
}
