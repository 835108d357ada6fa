package dev.whence.serve;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** The media type for an answer, by the request's {@code Accept}. */
final class Accepts {
    private Accepts() {}

    /** @throws RefusedException 406, naming what there is, where nothing fits */
    static String chosen(Context context, List<String> offered) throws RefusedException {
        context.res().addHeader("Vary", "Accept");
        String accept = Optional.ofNullable(context.header("Accept")).orElse("");
        return Negotiation.choose(accept, offered)
                .orElseThrow(() -> new RefusedException(
                        ProblemType.NOT_ACCEPTABLE, "This can be had as " + String.join(", ", offered) + "."));
    }
}
