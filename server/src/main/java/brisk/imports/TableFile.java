package brisk.imports;

import brisk.imports.csv.CsvFormat;
import brisk.imports.csv.CsvRows;
import brisk.imports.csv.Rows;
import brisk.imports.xlsx.XlsxRows;
import java.io.IOException;
import java.nio.file.Path;

/** A file with a table in it: what kind it is, is seen from its content and not from its name. */
final class TableFile {
    private static final String CSV = "csv";
    private static final String XLSX = "xlsx";

    private TableFile() {}

    static String type(Path file) throws IOException {
        return XlsxRows.areIn(file) ? XLSX : CSV;
    }

    static CsvFormat detect(Path file) throws IOException {
        return XlsxRows.areIn(file) ? XlsxRows.detect(file) : CsvFormat.detect(file);
    }

    static Rows open(Path file, CsvFormat format) throws IOException {
        return XlsxRows.areIn(file) ? XlsxRows.open(file, format) : CsvRows.open(file, format);
    }
}
