package brisk.demo;

import brisk.demo.Dice.About;
import brisk.demo.People.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A few contacts of each seller, every one as likely as the others (Vitter's algorithm R). */
final class Samples {
    static final int MOST = 48;

    private final List<List<Outline>> bySeller;
    private final int[] seen;
    private final Dice dice = Dice.about(About.SAMPLE, 0);

    Samples(int users) {
        this.bySeller = IntStream.range(0, users)
                .<List<Outline>>mapToObj(i -> new ArrayList<>())
                .toList();
        this.seen = new int[users];
    }

    void see(Outline contact) {
        int owner = contact.owner();
        if (owner < 0 || contact.isDuplicate()) {
            return;
        }
        List<Outline> sample = bySeller.get(owner);
        int place = dice.below(++seen[owner]);
        if (sample.size() < MOST) {
            sample.add(contact);
        } else if (place < MOST) {
            sample.set(place, contact);
        }
    }

    List<Outline> of(int user) {
        return bySeller.get(user);
    }
}
