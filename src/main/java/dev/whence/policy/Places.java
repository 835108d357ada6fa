package dev.whence.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Where policy looks, by the names of members.
 *
 * @param identifiers members that name something; no control character may stand in them
 * @param dereferenced members with a URL that somebody will follow
 * @param locators members that say where something lies
 * @param hrefs members of catalog records that refer to something, which may be relative
 * @param spatial members of catalog records whose business it is to say where something lies
 * @param secretMembers names, in lower case without {@code _} and {@code -}, whose value is a secret whatever it is
 * @param privateHosts host names and suffixes that lead into somebody's own network
 */
record Places(
        Set<String> identifiers,
        Set<String> dereferenced,
        Set<String> locators,
        Set<String> hrefs,
        Set<String> spatial,
        Set<String> secretMembers,
        Set<String> latitudes,
        Set<String> longitudes,
        Set<String> privateHosts) {

    static Places load() {
        JsonNode places = Resources.json("places.json");
        return new Places(
                names(places, "identifiers"),
                names(places, "dereferenced"),
                names(places, "locators"),
                names(places, "hrefs"),
                names(places, "spatial"),
                names(places, "secretMembers"),
                names(places, "latitudes"),
                names(places, "longitudes"),
                names(places, "privateHosts"));
    }

    private static Set<String> names(JsonNode places, String list) {
        return Set.copyOf(Resources.texts(places.path(list)));
    }
}
