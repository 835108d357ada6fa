package dev.whence.testkit;

import java.util.List;

/** A DCAT catalog of three pages on a {@link SourceStub}, a dataset on each; with blank nodes, as many catalogs have. */
public final class HydraPages {
    private static final String PREFIXES = """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix foaf: <http://xmlns.com/foaf/0.1/> .
            @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
            """;

    private HydraPages() {}

    /** Writes them anew: {@code /catalog}, {@code /catalog?page=2} … in the order of the names. */
    public static void put(SourceStub source, String... names) {
        for (int i = 0; i < names.length; i++) {
            boolean isLast = i == names.length - 1;
            page(source, i + 1, names.length, isLast ? "" : target(i + 2), List.of(names[i]));
        }
    }

    public static String target(int number) {
        return number == 1 ? "/catalog" : "/catalog?page=" + number;
    }

    /** @param next target of the next page; empty where there is none */
    public static void page(SourceStub source, int number, int total, String next, List<String> names) {
        StringBuilder text = new StringBuilder(PREFIXES);
        text.append("<{base}").append(target(number)).append("> a hydra:PartialCollectionView ; hydra:totalItems ");
        text.append(total)
                .append(next.isEmpty() ? "" : " ; hydra:next <{base}" + next + ">")
                .append(" .\n");
        names.forEach(name -> text.append(dataset(name)));
        source.put(target(number), "text/turtle; charset=utf-8", text.toString());
    }

    private static String dataset(String name) {
        return """
                <{base}/dataset/%1$s> a dcat:Dataset ; dct:identifier "%1$s" ; dct:title "Levels of the %1$s"@en ;
                  dct:description "Measured." ; dct:publisher [ a foaf:Agent ; foaf:name "Office of Rivers" ] ;
                  dcat:distribution [ a dcat:Distribution ; dcat:accessURL <https://data.example/%1$s.csv> ] .
                """.formatted(name);
    }
}
