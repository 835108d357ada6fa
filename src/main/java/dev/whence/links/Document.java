package dev.whence.links;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rules need to know of one document.
 *
 * @param place its name at its source, unique there
 * @param id its own identifier; empty if it has none
 * @param names absolute names by which others may call it
 * @param collection the collection that an item says it is in
 * @param version the dataset version that it says it is of
 * @param relations what it is related by beside its links: an asset's key or role, a node that is written inside it
 * @param faults what is wrong inside the document alone
 */
public record Document(
        String place,
        Kind kind,
        String id,
        Set<String> names,
        Optional<String> collection,
        Optional<String> version,
        List<Link> links,
        List<Asset> assets,
        Set<String> relations,
        List<Finding> faults) {
    public Document {
        names = Set.copyOf(names);
        links = List.copyOf(links);
        assets = List.copyOf(assets);
        relations = Set.copyOf(relations);
        faults = List.copyOf(faults);
    }

    Stream<Link> links(String rel) {
        return links.stream().filter(link -> link.rel().equals(rel));
    }

    boolean isRelatedBy(String rel) {
        return relations.contains(rel) || links(rel).findAny().isPresent();
    }
}
