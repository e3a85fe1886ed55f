import { english, type Language, type Texts } from '@/lib/messages';

const PLAIN = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');
const MARKED = Array.from('áƀçďéƒğĥíĵķĺṁñóƥɋŕšťúṽŵẋýžÁɃÇĎÉƑĞĤÍĴĶĹṀÑÓƤɊŔŠŤÚṼŴẊÝŽ');
const LETTERS = new Map(PLAIN.map((letter, index) => [letter, MARKED[index] ?? letter]));

/** English with marks on its letters, so that one sees at a glance what does not come from a catalogue. */
export const texts: Language = new Proxy({}, { get: (_, feature) => marked(String(feature)) });

const known = new Map<Texts, Texts>();

function marked(feature: string): Texts | undefined {
  const original = english.get(feature);
  if (original === undefined) {
    return undefined;
  }
  const before = known.get(original);
  const all =
    before ??
    Object.fromEntries(
      Object.entries(original).map(([key, text]) => [
        key,
        typeof text === 'string'
          ? mark(text)
          : { other: mark(text.other), ...(text.one !== undefined && { one: mark(text.one) }) },
      ]),
    );
  known.set(original, all);
  return all;
}

/** What stands in braces is filled in later. */
function mark(text: string): string {
  return text.replace(/\{\w+\}|[A-Za-z]/g, (part) => LETTERS.get(part) ?? part);
}
