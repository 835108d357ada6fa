package dev.whence.links;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets every rule look at a catalog. The same documents give the same report. Thread safe if its {@link Holdings} are.
 */
public final class LinkChecker {
    private final List<Rule> rules;

    public LinkChecker(Holdings holdings) {
        this.rules = Stream.of(
                        new LinkRules(Matrix.read()).all(), new TreeRules().all(), new AssetRules(holdings).all())
                .flatMap(List::stream)
                .toList();
    }

    /** @param before what was found while the documents were read */
    public LinkReport check(Catalog catalog, List<Finding> before) {
        List<Finding> found = new ArrayList<>(before);
        rules.forEach(rule -> rule.check(catalog, found::add));
        if (catalog.checked().stream().allMatch(document -> document.kind() == Kind.OTHER)) {
            found.add(new Finding(
                    Code.E_NOTHING_CHECKED,
                    "",
                    "",
                    "There is no STAC, DCAT or PROV document; name a folder that holds some."));
        }
        List<Finding> ordered = found.stream().sorted(Finding.ORDER).distinct().toList();
        long checked = catalog.checked().stream()
                .mapToLong(
                        document -> document.links().size() + document.assets().size())
                .sum();
        return new LinkReport(
                checked,
                ordered.stream().filter(finding -> !finding.code().isWarning()).toList(),
                ordered.stream().filter(finding -> finding.code().isWarning()).toList());
    }
}
