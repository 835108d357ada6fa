package dev.whence.links;

import java.util.function.Consumer;

/** One thing that must hold between documents. Stateless. */
@FunctionalInterface
interface Rule {
    void check(Catalog catalog, Consumer<Finding> findings);
}
