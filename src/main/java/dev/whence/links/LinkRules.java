package dev.whence.links;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What holds for single links: they lead somewhere, to the right kind, and back. */
final class LinkRules {
    private final Matrix matrix;

    LinkRules(Matrix matrix) {
        this.matrix = matrix;
    }

    List<Rule> all() {
        return List.of(this::lead, this::leadToTheRightKind, this::areAnswered, this::areThere, this::areOfOneVersion);
    }

    private void lead(Catalog catalog, Consumer<Finding> findings) {
        for (Document document : catalog.checked()) {
            document.faults().forEach(findings);
            document.links().forEach(link -> leads(document, link, findings));
        }
    }

    private static void leads(Document document, Link link, Consumer<Finding> findings) {
        if (link.target() instanceof Target.Missing) {
            findings.accept(Finding.at(
                    Code.E_LINK_MISSING,
                    document,
                    link,
                    "The " + link.rel() + " link leads to nothing; mend it or add what it names."));
        } else {
            unfit(document, link, findings);
        }
    }

    /** Tells of a reference that is none, or that leads out of the root; both for links and for assets. */
    static void unfit(Document document, Link link, Consumer<Finding> findings) {
        if (link.target() instanceof Target.Outside outside) {
            findings.accept(Finding.at(Code.E_LINK_OUTSIDE, document, link, outside.why()));
        } else if (link.target() instanceof Target.Invalid invalid) {
            findings.accept(Finding.at(Code.E_HREF_INVALID, document, link, invalid.why()));
        }
    }

    private void leadToTheRightKind(Catalog catalog, Consumer<Finding> findings) {
        for (Document document : catalog.checked()) {
            for (Link link : document.links()) {
                Set<Kind> allowed = matrix.targets().getOrDefault(link.rel(), Set.of());
                catalog.target(link)
                        .filter(target -> !allowed.isEmpty() && !allowed.contains(target.kind()))
                        .filter(target -> !isWithin(document, target))
                        .ifPresent(target -> findings.accept(Finding.at(
                                Code.E_LINK_KIND,
                                document,
                                link,
                                "The " + link.rel() + " link leads to a document of kind "
                                        + target.kind().text() + ", which it cannot mean.")));
                if (link.rel().equals("self")) {
                    catalog.target(link)
                            .filter(target -> !target.place().equals(document.place()))
                            .ifPresent(target -> findings.accept(Finding.at(
                                    Code.E_SELF_DIFFERS, document, link, "The self link leads to another document.")));
                }
            }
        }
    }

    /** A JSON-LD document holds many nodes, of which one may lead to another. */
    private static boolean isWithin(Document document, Document target) {
        return document.kind() == Kind.DATASET && target.place().equals(document.place());
    }

    private void areAnswered(Catalog catalog, Consumer<Finding> findings) {
        for (Document document : catalog.checked()) {
            for (Link link : document.links()) {
                List<String> answers = answersTo(document, link);
                catalog.target(link)
                        .filter(target -> !answers.isEmpty() && !leadsBack(catalog, target, document, answers))
                        .ifPresent(target -> findings.accept(Finding.at(
                                Code.E_LINK_NOT_RECIPROCAL,
                                document,
                                link,
                                "What the " + link.rel() + " link leads to does not lead back by "
                                        + String.join(" or ", answers) + ".")));
            }
        }
    }

    /** A collection may list its items by catalogs between; then the item's parent, and not its collection, leads to it. */
    private List<String> answersTo(Document document, Link link) {
        return link.rel().equals("collection") && document.isRelatedBy("parent")
                ? List.of()
                : matrix.answers().getOrDefault(link.rel(), List.of());
    }

    private static boolean leadsBack(Catalog catalog, Document from, Document to, List<String> rels) {
        // A server lists a collection's items by `items`, page by page, and not one by one.
        return rels.contains("item") && from.isRelatedBy("items")
                || rels.stream().anyMatch(rel -> catalog.leads(from, rel, to));
    }

    private void areThere(Catalog catalog, Consumer<Finding> findings) {
        for (Document document : catalog.checked()) {
            for (Matrix.Demand demand : matrix.demands()) {
                if (demand.of() == document.kind() && demand.rels().stream().noneMatch(document::isRelatedBy)) {
                    findings.accept(Finding.at(
                            demand.code(),
                            document,
                            "This " + document.kind().text() + " has no link by " + String.join(" or ", demand.rels())
                                    + "; add one."));
                }
            }
        }
    }

    private void areOfOneVersion(Catalog catalog, Consumer<Finding> findings) {
        for (Document document : catalog.checked()) {
            for (Link link : document.links()) {
                if (matrix.sameVersion().contains(link.rel())
                        && document.version().isPresent()) {
                    catalog.target(link)
                            .filter(target -> target.version().isPresent()
                                    && !target.version().equals(document.version()))
                            .ifPresent(target -> findings.accept(Finding.at(
                                    Code.E_VERSION_DIFFERS,
                                    document,
                                    link,
                                    "The two documents are of different dataset versions.")));
                }
            }
        }
    }
}
