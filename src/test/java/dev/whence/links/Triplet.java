package dev.whence.links;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A small catalog that holds together: catalog, collection, item, dataset, sidecar and the file that all is about. */
final class Triplet {
    private final Path root;

    private Triplet(Path root) {
        this.root = root;
    }

    static Triplet in(Path root) throws IOException {
        Triplet triplet = new Triplet(root);
        triplet.write("catalog.json", """
                {"type":"Catalog","stac_version":"1.1.0","id":"all","links":[
                 {"rel":"root","href":"./catalog.json"},
                 {"rel":"child","href":"rivers/collection.json"}]}""");
        triplet.write("rivers/collection.json", """
                {"type":"Collection","stac_version":"1.1.0","id":"rivers","kfm:dataset_version_id":"2026-02.abcd1234","links":[
                 {"rel":"self","href":"https://example.org/rivers/collection.json"},
                 {"rel":"root","href":"../catalog.json"},
                 {"rel":"parent","href":"../catalog.json"},
                 {"rel":"describedby","href":"dataset.jsonld"},
                 {"rel":"item","href":"items/kansas.json"}]}""");
        triplet.write("rivers/items/kansas.json", """
                {"type":"Feature","stac_version":"1.1.0","id":"kansas","collection":"rivers","geometry":null,
                 "properties":{"datetime":"2026-01-01T00:00:00Z","kfm:dataset_version_id":"2026-02.abcd1234"},
                 "links":[
                 {"rel":"root","href":"../../catalog.json"},
                 {"rel":"parent","href":"../collection.json"},
                 {"rel":"collection","href":"https://example.org/rivers/collection.json"},
                 {"rel":"provenance","href":"../run%20one.prov.jsonld"}],
                 "assets":{"data":{"href":"../data/kansas.txt","file:size":3,
                  "file:checksum":"1220ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}}}""");
        triplet.write("rivers/dataset.jsonld", """
                {"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@id":"https://example.org/dataset/rivers","@type":"dcat:Dataset",
                 "kfm:dataset_version_id":"2026-02.abcd1234",
                 "prov:wasGeneratedBy":{"@id":"kfm://run/one"},
                 "dct:provenance":"Taken from maps, by hand.",
                 "kfm:catalog_refs":{"stac":"collection.json","prov":"run%20one.prov.jsonld"},
                 "dcat:distribution":[{"@type":"dcat:Distribution","dcat:downloadURL":{"@id":"data/kansas.txt"},
                  "spdx:checksum":{"spdx:checksumValue":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}}]}""");
        triplet.write("rivers/run one.prov.jsonld", """
                {"entity":{"e:file":{},"e:map":{}},"activity":{"a:run":{"dct:identifier":"kfm://run/one","prov:used":["e:map"]}},
                 "agent":{"ag:us":{}},
                 "wasGeneratedBy":{"prov:entity":"e:file","prov:activity":"a:run"},
                 "wasAttributedTo":[{"prov:entity":"e:file","prov:agent":"ag:us"}],
                 "wasDerivedFrom":{"d1":{"prov:generatedEntity":"e:file","prov:usedEntity":"e:map"}}}""");
        triplet.write("rivers/data/kansas.txt", "abc");
        return triplet;
    }

    void write(String place, String text) {
        try {
            Path file = root.resolve(place);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(String place, String what, String with) throws IOException {
        String text = Files.readString(root.resolve(place));
        if (!text.contains(what)) {
            throw new IllegalArgumentException(place + " does not say " + what);
        }
        write(place, text.replace(what, with));
    }

    LinkReport check() throws IOException {
        return check(root, root);
    }

    static LinkReport check(Path root, Path... paths) throws IOException {
        FolderLibrary library = new FolderLibrary(root);
        Catalog catalog = library.read(List.of(paths));
        return new LinkChecker(library).check(catalog, library.faults());
    }

    static List<Code> codes(LinkReport report) {
        return Stream.concat(report.errors().stream(), report.warnings().stream())
                .map(Finding::code)
                .toList();
    }
}
