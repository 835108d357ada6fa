package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.query.evidence.EvidenceRef;
import dev.whence.query.evidence.EvidenceResolver;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.List;

/** {@code evidence.resolve}: from a reference that somebody cites to an immutable bundle, or a denial. */
final class EvidenceResolve implements Work.Reading {
    private static final String REF = "evidence_ref";

    static final Declaration DECLARATION = Declaration.reading(
            "evidence.resolve",
            "Resolves a reference to evidence to the receipt, the terms and the bytes behind it",
            Scope.PROVENANCE_READ);

    private final EvidenceResolver resolver;

    EvidenceResolve(EvidenceResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public ObjectNode read(Invocation invocation) throws RefusedException {
        EvidenceRef ref = EvidenceRef.parse(invocation.text(REF, ""))
                .orElseThrow(() -> new RefusedException(Problem.of(
                        ProblemType.EVIDENCE_INVALID,
                        EvidenceRef.ADVICE,
                        List.of(new Violation("/" + REF, "evidence:ref", EvidenceRef.ADVICE)))));
        return resolver.resolve(ref, invocation.organisation(), invocation.sight())
                .json();
    }
}
