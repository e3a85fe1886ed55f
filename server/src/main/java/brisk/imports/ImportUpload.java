package brisk.imports;

import brisk.platform.http.Problem;
import brisk.platform.http.Request;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;

/**
 * A file as it arrives, written to disk piece by piece: as the body itself, or as the part {@code file} of a form.
 *
 * @param parts the other parts of the form
 */
record ImportUpload(Path file, String fileName, long bytes, Map<String, String> parts) {
    static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String TYPES = "multipart/form-data with a part 'file', or as text/csv or " + ImportUpload.SPREADSHEET;

    /** What a form may weigh besides its file. */
    static final long FORM_BYTES = 1 << 18;

    private static final int PART_BYTES = 1 << 16;
    private static final List<String> PARTS = List.of("file", "target", "start", "mapping");
    private static final int NAME_CHARACTERS = 200;

    /** @throws Problem 400 for a broken form, 413 for a file over {@code maxBytes}, 415 for another type */
    static ImportUpload receive(Request request, ImportFiles files, long maxBytes, String nameInQuery)
            throws IOException {
        String type = String.valueOf(request.header("Content-Type")).toLowerCase(Locale.ROOT);
        boolean isForm = type.startsWith("multipart/form-data");
        if (!isForm
                && !type.startsWith("text/csv")
                && !type.startsWith("text/tab-separated-values")
                && !type.startsWith(SPREADSHEET)) {
            throw Problem.wrongType(TYPES);
        }
        Path file = files.fresh();
        boolean complete = false;
        try {
            ImportUpload upload = isForm
                    ? fromForm(request, file, maxBytes)
                    : new ImportUpload(
                            file,
                            fileName(request.header("X-File-Name"), nameInQuery),
                            save(request.body(), file, maxBytes),
                            Map.of());
            complete = true;
            return upload;
        } finally {
            if (!complete) {
                ImportFiles.delete(file);
            }
        }
    }

    private static ImportUpload fromForm(Request request, Path file, long maxBytes) throws IOException {
        String fileName = null;
        long bytes = 0;
        Map<String, String> parts = new HashMap<>();
        try {
            FileItemInputIterator items = new FormReader().getItemIterator(new FormReader.Body(request));
            while (items.hasNext()) {
                FileItemInput item = items.next();
                String field = String.valueOf(item.getFieldName());
                if (!PARTS.contains(field)) {
                    throw Problem.badRequest(
                            "There is no part '" + field + "'; there are: " + String.join(", ", PARTS) + ".");
                }
                try (InputStream in = item.getInputStream()) {
                    if (!field.equals("file")) {
                        parts.put(field, text(field, in));
                    } else if (fileName == null) {
                        fileName = fileName(item.getName(), "");
                        bytes = save(in, file, maxBytes);
                    } else {
                        throw Problem.badRequest("Send one file at a time.");
                    }
                }
            }
        } catch (FileUploadException e) {
            throw Problem.badRequest("The form cannot be read: " + e.getMessage());
        }
        if (fileName == null) {
            throw Problem.badRequest("The form has no part 'file'.");
        }
        return new ImportUpload(file, fileName, bytes, parts);
    }

    private static String text(String field, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(PART_BYTES + 1);
        if (bytes.length > PART_BYTES) {
            throw Problem.badRequest("The part '" + field + "' is longer than " + PART_BYTES + " bytes.");
        }
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    private static long save(InputStream in, Path file, long maxBytes) throws IOException {
        try (in;
                var out = new LimitedOutputStream(Files.newOutputStream(file), maxBytes)) {
            in.transferTo(out);
            return out.written;
        }
    }

    /** The last part of whatever path a browser sends, without what could not be shown. */
    private static String fileName(@Nullable String sent, String otherwise) {
        String name = sent == null || sent.isBlank() ? otherwise : sent;
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return name.isEmpty() ? "file.csv" : name.substring(0, Math.min(NAME_CHARACTERS, name.length()));
    }

    private static final class LimitedOutputStream extends FilterOutputStream {
        private final long limitBytes;
        private long written;

        LimitedOutputStream(OutputStream out, long limitBytes) {
            super(out);
            this.limitBytes = limitBytes;
        }

        @Override
        public void write(int value) throws IOException {
            count(1);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            out.write(bytes, offset, length);
        }

        private void count(int bytes) {
            written += bytes;
            if (written > limitBytes) {
                throw Problem.tooLarge(limitBytes);
            }
        }
    }
}
