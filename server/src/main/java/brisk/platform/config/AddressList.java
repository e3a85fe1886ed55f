package brisk.platform.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Addresses and networks ({@code 10.0.0.0/8}, {@code ::1}) such as the proxies that are trusted. */
public record AddressList(List<Range> ranges) {

    public static final AddressList EMPTY = new AddressList(List.of());

    public AddressList {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads a comma-separated list of literal addresses; names are refused, because who is trusted must not depend on DNS.
     *
     * @throws IllegalArgumentException with the entry that is not an address or a network
     */
    public static AddressList parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            if (!entry.isBlank()) {
                ranges.add(Range.parse(entry.strip()));
            }
        }
        return new AddressList(ranges);
    }

    public boolean contains(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The addresses that share the first {@code prefixBits} bits of {@code network}. */
    public record Range(InetAddress network, int prefixBits) {

        static Range parse(String text) {
            try {
                int slash = text.indexOf('/');
                InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
                int width = network.getAddress().length * Byte.SIZE;
                int prefixBits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
                if (prefixBits < 0 || prefixBits > width) {
                    throw new IllegalArgumentException(text);
                }
                return new Range(network, prefixBits);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + text + "' is not an address or network", e);
            }
        }

        public boolean contains(InetAddress address) {
            byte[] expected = network.getAddress();
            byte[] actual = address.getAddress();
            if (expected.length != actual.length) {
                return false;
            }
            for (int bit = 0; bit < prefixBits; bit += Byte.SIZE) {
                int mask = prefixBits - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (prefixBits - bit)) & 0xff;
                if (((expected[bit / Byte.SIZE] ^ actual[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
