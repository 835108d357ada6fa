package dev.whence.serve.page;

import dev.whence.receipt.ProblemType;

/** What one type of problem means. */
public final class ProblemPage {
    private ProblemPage() {}

    public static String of(ProblemType type) {
        Html body = Html.fragment();
        body.element(
                "p",
                "Answered with HTTP status " + type.status() + ". The answer's 'detail' says what to do next, and"
                        + " 'errors' lists every rule that was broken, each with the place (a JSON pointer) and the rule's name.");
        body.open("p")
                .open("code")
                .text("/problems/" + type.slug())
                .close("code")
                .close("p");
        return Html.page(type.title(), body);
    }
}
