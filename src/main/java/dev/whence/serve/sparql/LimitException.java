package dev.whence.serve.sparql;

/** The answer has become larger than may be sent. */
final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LimitException(String sentence) {
        super(sentence, null, false, false);
    }
}
