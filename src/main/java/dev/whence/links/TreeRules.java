package dev.whence.links;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What holds for the tree of catalogs, collections and items: one name each, one place each, nobody lost. */
final class TreeRules {
    List<Rule> all() {
        return List.of(this::haveOneName, this::agreeWithTheirCollection, this::haveOneRoot, this::areNotLost);
    }

    /**
     * An item's name is its id in its collection. One whose collection cannot be reached has nothing but its id, so that
     * must be its own.
     */
    private void haveOneName(Catalog catalog, Consumer<Finding> findings) {
        Map<String, List<Document>> byId = new TreeMap<>();
        for (Document document : catalog.all()) {
            if (isStac(document)) {
                if (document.id().isEmpty()) {
                    if (catalog.isChecked(document)) {
                        findings.accept(Finding.at(Code.E_ID_ABSENT, document, "The document has no id."));
                    }
                } else {
                    byId.computeIfAbsent(document.kind() + " " + document.id(), key -> new ArrayList<>())
                            .add(document);
                }
            }
        }
        byId.values().stream()
                .filter(same -> same.size() > 1 && isAmbiguous(catalog, same))
                .filter(same -> same.stream().anyMatch(catalog::isChecked))
                .forEach(same -> findings.accept(duplicate(same)));
    }

    private static boolean isAmbiguous(Catalog catalog, List<Document> same) {
        Set<String> collections = new HashSet<>();
        return same.stream().anyMatch(document -> {
            List<Document> owners = catalog.targets(document, "collection");
            return document.kind() != Kind.ITEM
                    || owners.isEmpty()
                    || !collections.add(owners.get(0).place());
        });
    }

    private static Finding duplicate(List<Document> same) {
        Document first = same.get(0);
        List<String> places = same.stream().map(Document::place).toList();
        return new Finding(
                Code.E_ID_DUPLICATE,
                first.place(),
                same.get(1).place(),
                "The id of this " + first.kind().text() + " is that of " + same.size() + " documents: "
                        + String.join(", ", places) + ".");
    }

    private void agreeWithTheirCollection(Catalog catalog, Consumer<Finding> findings) {
        for (Document item : catalog.checked()) {
            if (item.kind() != Kind.ITEM) {
                continue;
            }
            boolean linked = item.isRelatedBy("collection");
            if (item.collection().isPresent() && !linked) {
                findings.accept(Finding.at(
                        Code.E_COLLECTION_LINK_ABSENT,
                        item,
                        "The item names a collection and has no collection link."));
            }
            if (item.collection().isEmpty() && linked) {
                findings.accept(Finding.at(
                        Code.E_COLLECTION_MEMBER_ABSENT,
                        item,
                        "The item has a collection link and no collection member."));
            }
            item.collection()
                    .ifPresent(name -> item.links("collection")
                            .filter(link -> catalog.target(link)
                                    .filter(owner -> owner.kind() == Kind.COLLECTION
                                            && !owner.id().equals(name))
                                    .isPresent())
                            .forEach(link -> findings.accept(Finding.at(
                                    Code.E_COLLECTION_DIFFERS,
                                    item,
                                    link,
                                    "The collection that the item names is not the one that its link leads to."))));
        }
    }

    private void haveOneRoot(Catalog catalog, Consumer<Finding> findings) {
        for (Document document : catalog.checked()) {
            Optional<Document> root = catalog.targets(document, "root").stream().findFirst();
            document.links("parent")
                    .filter(link -> catalog.target(link)
                            .flatMap(parent ->
                                    catalog.targets(parent, "root").stream().findFirst())
                            .filter(other ->
                                    root.isPresent() && !root.get().place().equals(other.place()))
                            .isPresent())
                    .forEach(link -> findings.accept(Finding.at(
                            Code.E_ROOT_DIFFERS, document, link, "Parent and child lead to different roots.")));
        }
    }

    private void areNotLost(Catalog catalog, Consumer<Finding> findings) {
        if (!catalog.isWhole()) {
            return;
        }
        Set<String> reached = reached(catalog);
        if (reached.isEmpty()
                && catalog.all().stream().noneMatch(document -> document.kind().isContainer())) {
            return; // Items without any catalog are lost to nobody.
        }
        catalog.checked().stream()
                .filter(document -> isStac(document) && !reached.contains(document.place()))
                .forEach(document -> findings.accept(Finding.at(
                        Code.E_ORPHAN, document, "No child or item links lead from a root to this document.")));
    }

    /** A work list and not recursion, each document once: circles and long chains do no harm. */
    private static Set<String> reached(Catalog catalog) {
        List<Document> roots = parentless(catalog, document -> document.kind() == Kind.CATALOG);
        if (roots.isEmpty()) {
            roots = parentless(catalog, document -> document.kind() == Kind.COLLECTION);
        }
        Deque<Document> open = new ArrayDeque<>(roots);
        Set<String> reached = new HashSet<>();
        while (!open.isEmpty()) {
            Document document = open.pop();
            if (reached.add(document.place())) {
                open.addAll(catalog.targets(document, "child"));
                open.addAll(catalog.targets(document, "item"));
            }
        }
        return reached;
    }

    private static List<Document> parentless(Catalog catalog, Predicate<Document> wanted) {
        return catalog.all().stream()
                .filter(wanted.and(document -> !document.isRelatedBy("parent")))
                .toList();
    }

    private static boolean isStac(Document document) {
        return document.kind().isContainer() || document.kind() == Kind.ITEM;
    }
}
