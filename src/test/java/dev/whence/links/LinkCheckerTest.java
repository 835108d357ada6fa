package dev.whence.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkCheckerTest {
    private static final String ITEM = "rivers/items/kansas.json";

    private final Path root;
    private final Triplet triplet;

    LinkCheckerTest(@TempDir Path folder) throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        triplet = Triplet.in(root);
        Files.writeString(folder.resolve("secret.json"), "{}");
    }

    @Test
    void a_catalog_that_holds_together_has_no_findings() throws IOException {
        LinkReport report = triplet.check();
        assertThat(report.errors()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.checked()).isEqualTo(16);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            catalog.json               | rivers/collection.json           | rivers/none.json         | E_LINK_MISSING E_LINK_NOT_RECIPROCAL E_ORPHAN E_ORPHAN
            catalog.json               | "type":"Catalog"                 | "type":                  | E_DOCUMENT_UNREADABLE E_ORPHAN E_ORPHAN
            catalog.json               | "id":"all"                       | "id":""                  | E_ID_ABSENT
            rivers/collection.json     | "rel":"item"                     | "rel":"related"          | E_LINK_NOT_RECIPROCAL E_ORPHAN
            rivers/collection.json     | "rel":"item"                     | "rel":"child"            | E_LINK_KIND
            rivers/collection.json     | "rel":"item"                     | "reel":"item"            | E_LINK_MALFORMED E_LINK_NOT_RECIPROCAL E_ORPHAN
            rivers/collection.json     | describedby                      | about                    | E_DESCRIBEDBY_ABSENT
            rivers/collection.json     | dataset.jsonld                   | data set.jsonld          | E_HREF_INVALID
            rivers/collection.json     | "id":"rivers"                    | "id":"lakes"             | E_COLLECTION_DIFFERS
            rivers/collection.json     | "root","href":"../catalog.json"  | "root","href":"collection.json" | E_ROOT_DIFFERS E_ROOT_DIFFERS
            rivers/items/kansas.json   | "collection":"rivers",           |                          | E_COLLECTION_MEMBER_ABSENT
            rivers/items/kansas.json   | "rel":"collection"               | "rel":"related"          | E_COLLECTION_LINK_ABSENT
            rivers/items/kansas.json   | "rel":"provenance"               | "rel":"related"          | E_RUN_LINK_ABSENT
            rivers/items/kansas.json   | ../run%20one.prov.jsonld         | ../collection.json       | E_LINK_KIND
            rivers/items/kansas.json   | 2026-02.abcd1234                 | 2026-03.abcd1234         | E_VERSION_DIFFERS
            rivers/items/kansas.json   | "file:size":3                    | "file:size":4            | E_ASSET_SIZE_DIFFERS
            rivers/items/kansas.json   | 1220ba78                         | 1220aa78                 | E_ASSET_CHECKSUM_DIFFERS
            rivers/items/kansas.json   | 1220ba78                         | REPLACE_                 | E_ASSET_CHECKSUM_INVALID
            rivers/items/kansas.json   | 1220ba78                         | 1114ba78                 | W_ASSET_CHECKSUM_UNCHECKED
            rivers/items/kansas.json   | ../data/kansas.txt               | ../data/ohio.txt         | W_ASSET_ABSENT
            rivers/dataset.jsonld      | "prov:wasGeneratedBy":{"@id":"kfm://run/one"}, |            | ''
            rivers/dataset.jsonld      | ba7816bf                         | ca7816bf                 | E_ASSET_CHECKSUM_DIFFERS
            rivers/dataset.jsonld      | "collection.json"                | "nothing.json"           | E_LINK_MISSING
            rivers/run one.prov.jsonld | "prov:activity":"a:run"          | "prov:activity":"a:walk" | E_PROV_UNDECLARED
            rivers/run one.prov.jsonld | "activity":{"a:run":{"dct:identifier":"kfm://run/one","prov:used":["e:map"]}} | "activity":{} | E_PROV_NO_ACTIVITY E_PROV_UNDECLARED
            """)
    void what_is_broken_is_told_by_its_code(String file, String what, String with, String codes) throws IOException {
        triplet.replace(file, what, with == null ? "" : with);
        assertThat(Triplet.codes(triplet.check()).stream().map(Code::name).sorted())
                .containsExactly(codes.isEmpty() ? new String[0] : codes.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "../../../secret.json",
        "../../../nothing.json",
        "%2e%2e/%2e%2e/%2e%2e/secret.json",
        "/etc/hostname",
        "file:///etc/hostname",
        "FILE:secret.json",
        "way/secret.json",
        "dangling.json"
    })
    void nothing_outside_the_root_is_followed(String href) throws IOException {
        Files.createSymbolicLink(root.resolve("rivers/items/way"), root.getParent());
        Files.createSymbolicLink(root.resolve("rivers/items/dangling.json"), root.resolveSibling("nothing"));
        triplet.replace(ITEM, "\"assets\":", "\"assets\":{\"other\":{\"href\":\"" + href + "\"}},\"x\":");
        triplet.replace(
                ITEM, "\"rel\":\"parent\"", "\"rel\":\"related\",\"href\":\"" + href + "\"},{\"rel\":\"parent\"");
        assertThat(triplet.check().errors())
                .extracting(Finding::code)
                .containsExactly(Code.E_LINK_OUTSIDE, Code.E_LINK_OUTSIDE);
    }

    @Test
    void a_symbolic_link_inside_the_root_is_what_it_leads_to() throws IOException {
        Files.createSymbolicLink(root.resolve("rivers/same.json"), root.resolve("rivers/collection.json"));
        triplet.replace(ITEM, "../collection.json", "../same.json");
        assertThat(Triplet.codes(triplet.check())).isEmpty();
    }

    @Test
    void an_item_is_named_by_its_collection_and_its_id() throws IOException {
        for (String name : new String[] {"rivers", "lakes"}) {
            triplet.write("b/" + name + "/collection.json", """
                    {"type":"Collection","stac_version":"1.1.0","id":"b-%s","links":[{"rel":"describedby","href":"https://example.org/d"},
                     {"rel":"item","href":"one.json"}]}""".formatted(name));
            triplet.write("b/" + name + "/one.json", """
                    {"type":"Feature","stac_version":"1.1.0","id":"one","collection":"b-%s","links":[
                     {"rel":"collection","href":"collection.json"},{"rel":"via","href":"https://example.org/run"}]}""".formatted(name));
        }
        Path b = root.resolve("b");
        assertThat(Triplet.codes(Triplet.check(b, b))).isEmpty();

        triplet.replace("b/lakes/one.json", "\"href\":\"collection.json\"", "\"href\":\"https://example.org/none\"");
        assertThat(Triplet.codes(Triplet.check(b, b)))
                .containsExactlyInAnyOrder(Code.E_ID_DUPLICATE, Code.E_LINK_NOT_RECIPROCAL);
    }

    @Test
    void addresses_are_shown_without_what_may_be_secret() throws IOException {
        triplet.replace(ITEM, "../data/kansas.txt", "../../../x?sig=S3CRET&a=b#part");
        triplet.replace(ITEM, "../run%20one.prov.jsonld", "ftp://me:S3CRET@example.org/ x?key=S3CRET");
        assertThat(triplet.check().errors())
                .extracting(Finding::to)
                .contains("../../../x?[masked]#part", "ftp://[masked]@example.org/ x?[masked]")
                .noneMatch(to -> to.contains("S3CRET"));
    }

    @Test
    void one_file_is_checked_with_what_it_leads_to() throws IOException {
        assertThat(Triplet.codes(Triplet.check(root, root.resolve(ITEM)))).isEmpty();
        assertThat(Triplet.codes(Triplet.check(root.resolve("rivers/items"), root.resolve(ITEM))))
                .containsOnly(Code.E_LINK_OUTSIDE);
        assertThatThrownBy(() -> Triplet.check(root.resolve("rivers"), root)).isInstanceOf(IOException.class);
    }

    @Test
    void collections_in_a_circle_end() throws IOException {
        triplet.replace(
                "catalog.json",
                "{\"rel\":\"child\"",
                "{\"rel\":\"child\",\"href\":\"catalog.json\"},{\"rel\":\"child\"");
        assertThat(Triplet.codes(triplet.check())).containsExactly(Code.E_LINK_NOT_RECIPROCAL);
    }

    @Test
    void an_item_without_a_parent_must_be_listed_by_its_collection() throws IOException {
        triplet.replace(ITEM, "\"rel\":\"parent\"", "\"rel\":\"related\"");
        assertThat(Triplet.codes(triplet.check())).isEmpty();
        triplet.replace("rivers/collection.json", "\"rel\":\"item\"", "\"rel\":\"related\"");
        assertThat(Triplet.codes(triplet.check())).containsExactlyInAnyOrder(Code.E_LINK_NOT_RECIPROCAL, Code.E_ORPHAN);
    }

    @Test
    void nothing_to_check_is_an_error() throws IOException {
        Path empty = Files.createDirectory(root.resolve("empty"));
        Files.writeString(empty.resolve("x.json"), "[1]");
        assertThat(Triplet.codes(Triplet.check(empty, empty))).containsExactly(Code.E_NOTHING_CHECKED);
    }
}
