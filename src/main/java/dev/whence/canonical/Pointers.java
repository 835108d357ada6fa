package dev.whence.canonical;

/** Builds JSON pointers (RFC 6901). */
public final class Pointers {
    /** The pointer to the whole document. */
    public static final String ROOT = "";

    private Pointers() {}

    /** The pointer to an object's member. */
    public static String member(String object, String name) {
        return object + "/" + escape(name);
    }

    /** The pointer to an array's element. */
    public static String element(String array, int index) {
        return array + "/" + index;
    }

    private static String escape(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }
}
