package dev.whence.authenticate;

/**
 * What a request shows of who sends it.
 *
 * @param credential an API key or a token, as it stood in the header
 * @param address of the sender, as far as proxies can be believed
 * @param fromHere whether it came from this machine, through no proxy
 */
public record Presented(String credential, String address, boolean fromHere) {
    @Override
    public String toString() {
        return "a credential from " + address;
    }
}
