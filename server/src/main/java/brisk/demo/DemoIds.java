package brisk.demo;

import java.util.UUID;

/** UUIDs of version 7 (RFC 9562): ordered by the moment of creation, otherwise from the dice. */
final class DemoIds {
    private DemoIds() {}

    static UUID at(long epochMillis, long random) {
        long high = (epochMillis << 16) | 0x7000L | (random & 0xFFFL);
        long low = 0x8000000000000000L | (Dice.seed(random, 1) >>> 2);
        return new UUID(high, low);
    }
}
