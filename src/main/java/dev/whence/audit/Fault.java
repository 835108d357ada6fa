package dev.whence.audit;

/**
 * Something that is not as it must be.
 *
 * @param place a file below the data folder, and where it helps the entry or byte in it
 * @param message what is wrong there
 */
public record Fault(String place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
