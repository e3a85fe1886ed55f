package brisk.leads.adf;

import brisk.platform.http.Problem;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ADF documents in a mail, as a mail server hands it over: attached, or as its text. */
public final class AdfMail {
    private static final int DEEPEST = 10;
    private static final int MOST_PARTS = 100;
    private static final int MOST_DOCUMENTS = 10;
    private static final int SEARCHED_CHARACTERS = 2_000;
    /** Between whatever people and programs write around it. */
    private static final Pattern DOCUMENT =
            Pattern.compile("<adf\\b.*</adf\\s*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final List<byte[]> documents = new ArrayList<>();
    private int parts;

    private AdfMail() {}

    /**
     * @param mail RFC 5322
     * @throws Problem 400 where this is no mail, 422 where there is no ADF in it
     */
    public static List<byte[]> documents(byte[] mail) {
        var found = new AdfMail();
        try {
            found.collect(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)), 0);
        } catch (MessagingException | IOException e) {
            throw Problem.badRequest("The body cannot be read as an e-mail: its parts do not end where they should.");
        }
        if (found.documents.isEmpty()) {
            throw Problem.invalid("mail", "has no ADF in it, neither attached nor as its text");
        }
        return found.documents;
    }

    private void collect(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST || ++parts > MOST_PARTS) {
            throw Problem.invalid("mail", "has too many parts, or they are nested too deeply");
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart each = multipart.getBodyPart(i);
                collect(each, depth + 1);
            }
        } else if (part.isMimeType("message/rfc822") && part.getContent() instanceof MimeMessage forwarded) {
            collect(forwarded, depth + 1);
        } else if (documents.size() < MOST_DOCUMENTS && mayBeAdf(part)) {
            byte[] content = bytes(part);
            if (isAdf(content)) {
                documents.add(content);
            }
        }
    }

    private static boolean mayBeAdf(Part part) throws MessagingException {
        String type = String.valueOf(part.getContentType()).toLowerCase(Locale.ROOT);
        return type.startsWith("text/plain")
                || type.contains("xml")
                || type.contains("adf")
                || type.startsWith("application/octet-stream");
    }

    private static byte[] bytes(Part part) throws MessagingException, IOException {
        // A text's charset is in the mail, an XML's in itself.
        if (part.isMimeType("text/plain") && part.getContent() instanceof String text) {
            Matcher document = DOCUMENT.matcher(text);
            return (document.find() ? document.group() : "").getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static boolean isAdf(byte[] content) {
        String start = new String(
                        content, 0, Math.min(content.length, SEARCHED_CHARACTERS), StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .toLowerCase(Locale.ROOT);
        return start.contains("<adf");
    }
}
