package dev.whence.gate;

import java.util.regex.Pattern;

/** Whether a text seems to tell a place: two numbers with a fraction beside each other, degrees and minutes, or WKT. */
final class PlacesInText {
    private static final Pattern PLACE =
            Pattern.compile("[-+]?\\d{1,3}\\.\\d{2,}\\s*[°]?\\s*[NSEWnsew]?\\s*[,;/ ]\\s*[-+]?\\d{1,3}\\.\\d{2,}"
                    + "|\\d{1,3}\\s*[°º]\\s*\\d{1,2}\\s*['′’]"
                    + "|(?i)\\b(?:POINT|POLYGON|LINESTRING)\\s*Z?\\s*\\(");

    private PlacesInText() {}

    static boolean tells(String text) {
        return PLACE.matcher(text).find();
    }
}
