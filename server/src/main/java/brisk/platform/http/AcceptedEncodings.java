package brisk.platform.http;

/** Which compression a client takes (RFC 9110, 12.5.3). */
final class AcceptedEncodings {
    private AcceptedEncodings() {}

    /**
     * @param accepted the header's value; empty for none
     * @return from 0, which is not at all, to 1
     */
    static float weight(String accepted, String coding) {
        float ofOthers = 0;
        int from = 0;
        while (from < accepted.length()) {
            int comma = accepted.indexOf(',', from);
            int to = comma < 0 ? accepted.length() : comma;
            int semicolon = accepted.indexOf(';', from);
            int nameEnd = semicolon < 0 || semicolon > to ? to : semicolon;
            String name = accepted.substring(from, nameEnd).strip();
            if (name.equalsIgnoreCase(coding)) {
                return weight(accepted.substring(nameEnd, to));
            }
            if (name.equals("*")) {
                ofOthers = weight(accepted.substring(nameEnd, to));
            }
            from = to + 1;
        }
        return ofOthers;
    }

    /** What follows a name: nothing, or {@code ;q=0.5}. */
    private static float weight(String parameters) {
        int equals = parameters.indexOf('=');
        if (equals < 0) {
            return 1;
        }
        try {
            return Math.clamp(Float.parseFloat(parameters.substring(equals + 1).strip()), 0, 1);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
