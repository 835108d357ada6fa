package dev.whence.links;

import java.util.regex.Pattern;

/** Takes from an address what may be a secret: who signs in, and what is asked with it. Signed URLs carry keys there. */
final class Masked {
    private static final int LONGEST = 300;
    private static final Pattern USER = Pattern.compile("//[^/?#]*@");
    private static final Pattern QUERY = Pattern.compile("\\?[^#]*");

    private Masked() {}

    static String of(String address) {
        String safe =
                QUERY.matcher(USER.matcher(address).replaceAll("//[masked]@")).replaceAll("?[masked]");
        int cut =
                safe.length() <= LONGEST ? safe.length() : safe.offsetByCodePoints(0, safe.codePointCount(0, LONGEST));
        return cut == safe.length() ? safe : safe.substring(0, cut) + "…";
    }
}
