package dev.whence.query.canned;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetWriterRegistry;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.util.Context;

/** The forms in which a query's answer is written: W3C result formats for rows, RDF syntaxes for triples. */
public enum AnswerFormat {
    JSON("json", "application/sparql-results+json", false),
    CSV("csv", "text/csv", false),
    TSV("tsv", "text/tab-separated-values", false),
    XML("xml", "application/sparql-results+xml", false),
    TURTLE("turtle", "text/turtle", true),
    JSON_LD("jsonld", "application/ld+json", true),
    N_TRIPLES("ntriples", "application/n-triples", true);

    private final String word;
    private final String mediaType;
    private final boolean forTriples;

    AnswerFormat(String word, String mediaType, boolean forTriples) {
        this.word = word;
        this.mediaType = mediaType;
        this.forTriples = forTriples;
    }

    public String word() {
        return word;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The forms that fit an answer, the first being the usual one. */
    public static List<AnswerFormat> fitting(boolean triples) {
        return Arrays.stream(values())
                .filter(format -> format.forTriples == triples)
                .toList();
    }

    public static Optional<AnswerFormat> named(String word) {
        return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
    }

    /** @throws IllegalArgumentException where rows are to be written as triples, or triples as rows */
    public byte[] write(CannedAnswer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (answer instanceof CannedAnswer.Triples triples && forTriples) {
            RDFWriter.source(triples.graph()).format(rdf()).output(out);
        } else if (answer instanceof CannedAnswer.Table table && !forTriples) {
            RowSet rows = RowSetStream.create(table.columns(), table.rows().iterator());
            RowSetWriterRegistry.getFactory(language()).create(language()).write(out, rows, new Context());
        } else {
            throw new IllegalArgumentException(word + " does not fit this answer");
        }
        return out.toByteArray();
    }

    private Lang language() {
        return switch (this) {
            case CSV -> ResultSetLang.RS_CSV;
            case TSV -> ResultSetLang.RS_TSV;
            case XML -> ResultSetLang.RS_XML;
            default -> ResultSetLang.RS_JSON;
        };
    }

    private RDFFormat rdf() {
        return switch (this) {
            case JSON_LD -> RDFFormat.JSONLD11_PLAIN;
            case N_TRIPLES -> RDFFormat.NTRIPLES_UTF8;
            default -> RDFFormat.TURTLE_PRETTY;
        };
    }
}
