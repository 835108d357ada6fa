package dev.whence.validate;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * The format {@code date-time}, judged by the parser that {@link Members} reads times with, so that what passes can be
 * read. The library's own would write the value to its log.
 */
final class InstantFormat implements Format {
    @Override
    public String getName() {
        return "date-time";
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }
}
