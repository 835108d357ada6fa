package dev.whence.feed.stac;

import dev.whence.receipt.Iris;

/** Absolute addresses of the STAC API of an organisation, under the public base, whatever name a caller came by. */
record StacAddresses(Iris iris, String organisation) {
    /** The landing page. */
    String root() {
        return iris.space(organisation) + "stac";
    }

    String conformance() {
        return root() + "/conformance";
    }

    String search() {
        return root() + "/search";
    }

    String collections() {
        return root() + "/collections";
    }

    String collection(String id) {
        return iris.stacCollection(organisation, id);
    }

    String items(String collection) {
        return collection(collection) + "/items";
    }

    String receipt(String id) {
        return iris.space(organisation) + "receipts/" + id;
    }

    /** The catalog as DCAT. */
    String dcat() {
        return iris.space(organisation) + "catalog";
    }

    /** The description of the API in OpenAPI 3.0. */
    String openApi() {
        return root() + "/api";
    }
}
