package dev.whence.links;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A document while it is read. */
final class Draft {
    private final String place;
    private final Resolver resolver;
    private final Set<String> names = new HashSet<>();
    private final Set<String> parts = new HashSet<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Asset> assets = new ArrayList<>();
    private final Set<String> relations = new HashSet<>();
    private final List<Finding> faults = new ArrayList<>();
    private String id = "";
    private Optional<String> collection = Optional.empty();
    private Optional<String> version = Optional.empty();

    Draft(String place, Resolver resolver) {
        this.place = place;
        this.resolver = resolver;
    }

    void id(String text) {
        id = text;
    }

    void collection(String text) {
        collection = text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    void version(String text) {
        if (!text.isEmpty()) {
            version = Optional.of(text);
        }
    }

    /** A name by which other documents may call this one. */
    void name(String name) {
        if (!name.isEmpty()) {
            names.add(name);
        }
    }

    /** A name that it gives to something in it, by which it refers to that itself. */
    void part(String name) {
        if (!name.isEmpty()) {
            parts.add(name);
        }
    }

    void relation(String rel) {
        relations.add(rel);
    }

    void link(String rel, String href, String pointer) {
        links.add(resolved(rel, href, pointer));
    }

    void asset(String key, String href, String pointer, List<String> checksums, OptionalLong size) {
        assets.add(new Asset(resolved(key, href, pointer), checksums, size));
    }

    void fault(Code code, String pointer, String to, String message) {
        faults.add(new Finding(code, pointer.isEmpty() ? place : place + "#" + pointer, to, message));
    }

    /** Names that the document gives to its own parts are resolved first: they may look like relative references. */
    private Link resolved(String rel, String href, String pointer) {
        Target target =
                names.contains(href) || parts.contains(href) ? new Target.Here(place) : resolver.resolve(place, href);
        return new Link(rel, href, pointer, target);
    }

    Document document(Kind kind) {
        return new Document(place, kind, id, names, collection, version, links, assets, relations, faults);
    }
}
