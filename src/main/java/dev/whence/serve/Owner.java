package dev.whence.serve;

import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import io.javalin.http.Context;

/**
 * Whose the thing is that an address names: the caller's own organisation's, or that of the one in the address, {@code
 * /o/{organisation}/…}.
 */
enum Owner {
    /** The address names nobody. */
    OWN("", ""),
    /** The address says whose it is. */
    NAMED("/o/{" + Owner.PARAMETER + "}", "Of");

    private static final String PARAMETER = "organisation";

    private final String prefix;
    private final String suffix;

    Owner(String prefix, String suffix) {
        this.prefix = prefix;
        this.suffix = suffix;
    }

    /** A path as its addresses have it. */
    String path(String path) {
        return prefix + path;
    }

    /** A route that reads, under such an address. */
    Route.Builder get(String path, String id) {
        return with(Route.get(prefix + path, id + suffix));
    }

    /** A route that writes, under such an address. */
    Route.Builder post(String path, String id) {
        return with(Route.post(prefix + path, id + suffix));
    }

    private Route.Builder with(Route.Builder route) {
        return this == OWN ? route : route.inPath(PARAMETER, "whose it is, escaped as in the IRIs that Whence gives");
    }

    /** Whose the thing is. */
    static String of(Context context) throws RefusedException {
        String named = context.pathParamMap().get(PARAMETER);
        if (named == null) {
            return Caller.of(context).organisation();
        }
        try {
            return Iris.unsegment(named);
        } catch (IllegalArgumentException notOurs) {
            throw new RefusedException(ProblemType.NOT_FOUND, "There is no such receipt.");
        }
    }

    /**
     * Whose public catalog is asked for: where the address names nobody it is the default organisation's, whoever asks, for
     * published addresses mean the same to all.
     */
    static String published(Context context) throws RefusedException {
        return context.pathParamMap().get(PARAMETER) == null ? Iris.DEFAULT_ORGANISATION : of(context);
    }

    /** Where what an organisation owns is found by whoever asks next: by a name that means the same to everybody. */
    static String place(Context context, String organisation) {
        boolean plain = organisation.equals(Iris.DEFAULT_ORGANISATION)
                && Caller.of(context).principal().organisations().stream().allMatch(Iris.DEFAULT_ORGANISATION::equals);
        return plain ? "" : "/o/" + Iris.segment(organisation);
    }
}
