package dev.whence.serve.matrix;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** How the answer of one route depends on who asks. */
sealed interface Row {
    /**
     * A GET of one thing: 200 with its mark for who sees the receipt, for all others what an unknown thing gets.
     *
     * @param ownOnly whether the address means a thing of the asker's own organisation
     * @param exists whether there is such a thing beside the run
     */
    record Thing(Function<Made, String> path, String unknown, boolean ownOnly, Predicate<Made> exists) implements Row {
        Thing(Function<Made, String> path, String unknown, boolean ownOnly) {
            this(path, unknown, ownOnly, made -> true);
        }
    }

    /**
     * A request whose answer names the receipt to who sees it, and to nobody else.
     *
     * @param ownOnly whether it is asked of the asker's own organisation alone
     */
    record Names(Function<Made, Sent> request, boolean ownOnly) implements Row {}

    /** Nothing that anybody owns: the same for all, and no mark in it. */
    record Open(List<Sent> requests) implements Row {}

    /** For who holds a scope: 401 for who shows nothing, 403 for who shows too little, something else for the rest. */
    record Guarded(Sent request, String scope) implements Row {}

    /** What is sent. */
    record Sent(String method, String path, String body, String mediaType) {
        static Sent get(String path) {
            return new Sent("GET", path, "", "");
        }

        static Sent post(String path, String body) {
            return new Sent("POST", path, body, "application/json");
        }
    }
}
