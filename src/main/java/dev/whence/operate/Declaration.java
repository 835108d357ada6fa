package dev.whence.operate;

import dev.whence.access.Scope;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All that others need to know of an operation. Its schemas lie in {@code /schema/op/<id>.input.json} and
 * {@code …output.json}; the first example of its input is one that works.
 *
 * @param id words with dots between: {@code provenance.get}
 * @param summary one sentence without a full stop
 * @param scope that a caller must be allowed
 * @param sideEffect {@link SideEffect#READ} exactly where nothing is written
 * @param produces the entity types that it makes; {@link #ANY} where the caller names them; empty where it makes nothing
 */
public record Declaration(String id, String summary, Scope scope, SideEffect sideEffect, List<String> produces) {
    /** Stands for the types that the caller names. */
    public static final String ANY = "*";

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)+");

    /** The path under which operations are called by their ids; no resource may be called so. */
    private static final String RESERVED = "op.";

    public Declaration {
        if (!ID.matcher(id).matches() || id.startsWith(RESERVED)) {
            throw new IllegalArgumentException("not an operation's id: " + id);
        }
        if (sideEffect == SideEffect.READ && !produces.isEmpty()) {
            throw new IllegalArgumentException(id + " says that it reads and that it produces");
        }
        produces = List.copyOf(produces);
    }

    /** One that only reads. */
    static Declaration reading(String id, String summary, Scope scope) {
        return new Declaration(id, summary, scope, SideEffect.READ, List.of());
    }

    /** Whether it writes to the ledger. */
    public boolean writes() {
        return sideEffect != SideEffect.READ;
    }

    /** Where it is called by its id. */
    public String path() {
        return "/v1/op/" + id;
    }

    /** Where it is called as an action on a resource. */
    public String alias() {
        return "/v1/" + id.replace('.', '/');
    }
}
