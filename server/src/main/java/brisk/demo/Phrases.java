package brisk.demo;

import brisk.demo.People.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people write about their calls and meetings: sentences with gaps, and what goes into the gaps. */
final class Phrases {
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday");

    private final Map<String, List<Phrase>> sections = new HashMap<>();

    /** What was written about a call or the like. */
    record Said(@Nullable String subject, String text) {}

    /** @param subjects none where such things have none */
    private record Phrase(List<Sentence> subjects, Sentence text) {}

    private enum Gap {
        FIRST,
        ME,
        PRODUCTION,
        COMPANY,
        ROLE,
        CITY,
        DAY,
        NUMBER
    }

    /** Text, gap, text, gap … text. */
    private record Sentence(List<String> texts, List<Gap> gaps) {}

    Phrases() {
        WordLists words = WordLists.read("phrases.txt");
        for (String section : words.sections()) {
            sections.put(
                    section, words.lines(section).stream().map(Phrases::phrase).toList());
        }
    }

    private static Phrase phrase(String line) {
        int bar = line.indexOf(" | ");
        List<Sentence> subjects = bar < 0
                ? List.of()
                : Arrays.stream(line.substring(0, bar).split("; "))
                        .map(Phrases::parse)
                        .toList();
        return new Phrase(subjects, parse(bar < 0 ? line : line.substring(bar + 3)));
    }

    private static Sentence parse(String line) {
        List<String> texts = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        int at = 0;
        int open;
        while ((open = line.indexOf('{', at)) >= 0) {
            int close = line.indexOf('}', open);
            texts.add(line.substring(at, open));
            gaps.add(Gap.valueOf(line.substring(open + 1, close).toUpperCase(Locale.ROOT)));
            at = close + 1;
        }
        texts.add(line.substring(at));
        return new Sentence(texts, gaps);
    }

    /** A phrase of the section, and a sentence of each of the others after it. */
    Said say(Facts contact, Team.Member me, Dice dice, String section, String... then) {
        Phrase phrase = any(section, dice);
        var subject = new StringBuilder(48);
        if (!phrase.subjects().isEmpty()) {
            append(subject, dice.pick(phrase.subjects()), contact, me, dice);
        }
        var text = new StringBuilder(160);
        append(text, phrase.text(), contact, me, dice);
        for (String next : then) {
            append(text.append(' '), any(next, dice).text(), contact, me, dice);
        }
        return new Said(subject.isEmpty() ? null : subject.toString(), text.toString());
    }

    private Phrase any(String section, Dice dice) {
        return dice.pick(Objects.requireNonNull(sections.get(section), section));
    }

    private static void append(StringBuilder text, Sentence sentence, Facts contact, Team.Member me, Dice dice) {
        int start = text.length();
        text.append(sentence.texts().getFirst());
        for (int i = 0; i < sentence.gaps().size(); i++) {
            text.append(fill(sentence.gaps().get(i), contact, me, dice));
            text.append(sentence.texts().get(i + 1));
        }
        text.setCharAt(start, Character.toUpperCase(text.charAt(start)));
    }

    private static String fill(Gap gap, Facts contact, Team.Member me, Dice dice) {
        return switch (gap) {
            case FIRST -> contact.person().first().text();
            case ME -> me.first();
            case PRODUCTION -> Objects.requireNonNullElse(contact.production(), "the new project");
            case COMPANY -> Objects.requireNonNullElse(contact.companyName(), "their office");
            case ROLE -> Objects.requireNonNullElse(contact.role(), "coordinator");
            case CITY -> contact.city().name();
            case DAY -> dice.pick(DAYS);
            case NUMBER -> Integer.toString(dice.between(3, 24));
        };
    }
}
