import { afterEach, expect, test } from 'vitest';
import { english, speak, type Plural, type Texts } from './messages';

type Say = (key: string, values?: Record<string, string | number>) => string;

const files = import.meta.glob<Record<string, Say>>(['../**/*essages.ts', '!./messages.ts'], { eager: true });
const catalogues = Object.values(files).flatMap((exported) => Object.values(exported));
const sources = import.meta.glob<string>('../**/*.tsx', { eager: true, query: '?raw', import: 'default' });

afterEach(() => speak({}));

const formsOf = (text: string | Plural): string[] => (typeof text === 'string' ? [text] : Object.values(text));
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Every text in brackets, with its placeholders. */
function inBrackets(texts: Texts): Texts {
  const bracketed = (text: string) => `[${text}]`;
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string'
        ? bracketed(text)
        : (Object.fromEntries(Object.entries(text).map(([form, words]) => [form, bracketed(words)])) as Plural),
    ]),
  );
}

test('every catalogue has a name of its own, so that a language can replace it', () => {
  expect(catalogues.length).toBeGreaterThan(10);
  expect(english.size).toBe(catalogues.length);
});

test('no text is empty, and the forms of a text speak of the same things', () => {
  for (const [feature, texts] of english) {
    for (const [key, text] of Object.entries(texts)) {
      const forms = formsOf(text);
      expect(
        forms.every((form) => form.trim() !== ''),
        `${feature}.${key}`,
      ).toBe(true);
      const others = typeof text === 'string' ? [] : placeholders(text.other).filter((name) => name !== 'count');
      forms.forEach((form) => expect(placeholders(form), `${feature}.${key}`).toEqual(expect.arrayContaining(others)));
    }
  }
});

test('another language is one object with the texts of every feature', () => {
  speak(Object.fromEntries([...english].map(([feature, texts]) => [feature, inBrackets(texts)])));
  const said = [...english].flatMap(([, texts]) => Object.keys(texts));
  for (const t of catalogues) {
    for (const key of said) {
      const words = t(key, { count: 2 });
      expect(words === key || /^\[.*\]$/s.test(words), words).toBe(true);
    }
  }
});

test('what people read comes from the catalogues', () => {
  const spoken = /\b(?:label|title|placeholder|description|aria-label|alt)="([^"]*\p{L}{2}[^"]*)"/gu;
  // Our name and samples of data, which are the same in every language.
  const samples = new Set(['Brisk', 'EUR', 'example.org']);
  const found = Object.entries(sources).flatMap(([file, source]) =>
    [...source.matchAll(spoken)].filter(([, text]) => !samples.has(text ?? '')).map(([match]) => `${file}: ${match}`),
  );
  expect(found).toEqual([]);
});
