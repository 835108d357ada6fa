package dev.whence.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A thing that an operation made, and what it was made from. Immutable; each method gives another one.
 *
 * @param sources what it was made from, as far as that is known pair by pair
 */
public record Artifact(Thing thing, Optional<String> mediaType, Optional<String> title, List<Source> sources) {

    /**
     * One thing that another was made from.
     *
     * @param relation in one word how, such as {@code produced_by}
     */
    public record Source(Thing thing, Optional<String> relation) {
        /** @throws IllegalArgumentException where the relation is no word */
        public Source {
            if (relation.filter(word -> !Thing.WORD.matcher(word).matches()).isPresent()) {
                throw new IllegalArgumentException("a relation is a word of lower-case letters, digits and _");
            }
        }
    }

    public Artifact {
        sources = List.copyOf(sources);
    }

    public static Artifact of(String type, String id) {
        return of(Thing.of(type, id));
    }

    public static Artifact of(Thing thing) {
        return new Artifact(thing, Optional.empty(), Optional.empty(), List.of());
    }

    /** @param relation in one word how, such as {@code produced_by} */
    public Artifact derivedFrom(String type, String id, String relation) {
        return derivedFrom(Thing.of(type, id), relation);
    }

    public Artifact derivedFrom(Thing source, String relation) {
        return with(new Source(source, Optional.of(relation)));
    }

    public Artifact derivedFrom(Thing source) {
        return with(new Source(source, Optional.empty()));
    }

    private Artifact with(Source source) {
        return new Artifact(
                thing,
                mediaType,
                title,
                Stream.concat(sources.stream(), Stream.of(source)).toList());
    }

    /** Where its bytes lie. */
    public Artifact at(String uri) {
        return new Artifact(thing.at(uri), mediaType, title, sources);
    }

    /** Of its bytes, such as {@code sha256:…}. */
    public Artifact digest(String digest) {
        return new Artifact(thing.digest(digest), mediaType, title, sources);
    }

    public Artifact mediaType(String type) {
        return new Artifact(thing, Optional.of(type), title, sources);
    }

    public Artifact title(String words) {
        return new Artifact(thing, mediaType, Optional.of(words), sources);
    }

    void write(ObjectNode json) {
        thing.write(json);
        mediaType.ifPresent(type -> json.put("media_type", type));
        title.ifPresent(words -> json.put("title", words));
        if (!sources.isEmpty()) {
            var array = json.putArray("derived_from");
            for (Source source : sources) {
                ObjectNode one = array.addObject();
                source.thing().write(one);
                source.relation().ifPresent(word -> one.put("relation", word));
            }
        }
    }
}
