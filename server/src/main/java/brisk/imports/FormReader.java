package brisk.imports;

import brisk.platform.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;

/** The streaming half of Commons FileUpload: part after part, none of them kept by the library. */
final class FormReader extends AbstractFileUpload<Request, DiskFileItem, DiskFileItemFactory> {
    private static final int PART_HEADER_BYTES = 4_096;

    FormReader() {
        setHeaderCharset(StandardCharsets.UTF_8);
        setMaxPartHeaderSize(PART_HEADER_BYTES);
    }

    /** Our request as the library wants to see it. */
    record Body(Request request) implements RequestContext {
        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public String getContentType() {
            return String.valueOf(request.header("Content-Type"));
        }

        @Override
        public InputStream getInputStream() {
            return request.body();
        }

        @Override
        public boolean isMultipartRelated() {
            return false;
        }
    }

    @Override
    public FileItemInputIterator getItemIterator(Request request) throws FileUploadException, IOException {
        return getItemIterator(new Body(request));
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(Request request) {
        throw new UnsupportedOperationException("parts are read as they arrive");
    }

    @Override
    public List<DiskFileItem> parseRequest(Request request) {
        throw new UnsupportedOperationException("parts are read as they arrive");
    }
}
