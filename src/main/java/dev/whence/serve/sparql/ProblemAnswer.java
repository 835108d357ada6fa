package dev.whence.serve.sparql;

import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;

/** Makes a problem of what the server or Fuseki found. */
final class ProblemAnswer {
    private ProblemAnswer() {}

    /** A problem for an error that the server or Fuseki found; a server's own fault is not explained to strangers. */
    static Problem of(int status, String text) {
        ProblemType type = switch (status) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 414 -> ProblemType.URI_TOO_LONG;
            case 413, 431 -> ProblemType.TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ProblemType.UNAVAILABLE;
            default -> status < 500 ? ProblemType.BAD_REQUEST : ProblemType.FAULT;
        };
        boolean explain = status < 500 && !text.isBlank();
        return Problem.of(type, explain ? ParseMessage.shorten(text) : type.title() + ".");
    }
}
