package brisk.imports.csv;

/** A file that cannot be read as a table; the message is for the person who sent it. */
public final class CsvException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CsvException(String message) {
        super(message);
    }
}
