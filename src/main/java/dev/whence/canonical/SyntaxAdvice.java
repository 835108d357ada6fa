package dev.whence.canonical;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/**
 * Says in our words what the parser objects to. Its own message is only looked at, never passed on: it repeats what was
 * read.
 */
final class SyntaxAdvice {
    private SyntaxAdvice() {}

    static String of(JsonProcessingException fault) {
        if (fault instanceof JsonEOFException) {
            return "The body ends before its JSON does; send all of it.";
        }
        String said = fault.getOriginalMessage();
        if (said.contains("eading zero")) {
            return "A number begins with a zero that is not its only digit; leave the zero out.";
        }
        if (said.contains("Infinity") || said.contains("NaN")) {
            return "JSON has no NaN and no Infinity; leave the member out or send null.";
        }
        if (said.contains("comment")) {
            return "A slash stands here: JSON has no comments, and nothing else begins with one.";
        }
        if (said.contains("CTRL-CHAR")) {
            return "A control character stands here; in a string, write it as an escape.";
        }
        return "This is not JSON: something else was expected here.";
    }
}
