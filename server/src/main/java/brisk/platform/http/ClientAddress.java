package brisk.platform.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Predicate;

/** Whose address counts: the peer's, or what a trusted proxy says of the one before it. */
final class ClientAddress {
    private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");

    private final Predicate<InetAddress> trusted;

    ClientAddress(Predicate<InetAddress> trusted) {
        this.trusted = trusted;
    }

    InetAddress of(ServerRequest request) {
        InetAddress address = peer(request);
        if (!trusted.test(address)) {
            return address;
        }
        // Each proxy appends the peer it saw, so the list is read from its end for as long as we trust the sayer.
        List<String> hops = request.headers().all(HeaderNames.X_FORWARDED_FOR, List::of).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0 && trusted.test(address); i--) {
            try {
                address = InetAddress.ofLiteral(withoutPort(hops.get(i)));
            } catch (IllegalArgumentException e) {
                return address;
            }
        }
        return address;
    }

    /** Some proxies name the client's port as well: "1.2.3.4:999", "[2001:db8::1]:80". */
    private static String withoutPort(String hop) {
        int bracket = hop.indexOf(']');
        if (hop.startsWith("[") && bracket > 0) {
            return hop.substring(1, bracket);
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    /** TLS to us, or to a trusted proxy in front of us. */
    boolean secure(ServerRequest request) {
        return request.isSecure()
                || (request.headers()
                                .first(FORWARDED_PROTO)
                                .filter(proto -> proto.equalsIgnoreCase("https"))
                                .isPresent()
                        && trusted.test(peer(request)));
    }

    private static InetAddress peer(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress socket
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
