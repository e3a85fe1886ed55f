import { afterEach, expect, test } from 'vitest';
import { setFormats } from './format';
import { catalogue, speak } from './messages';

const t = catalogue('people', {
  title: 'People',
  found: { one: '{count} person in {place}', other: '{count} people in {place}' },
});

afterEach(() => {
  speak({});
  setFormats({ locale: 'en', timeZone: 'UTC' });
});

test('numbers choose the form and are written as the language does', () => {
  expect(t('title')).toBe('People');
  expect(t('found', { count: 1, place: 'Berlin' })).toBe('1 person in Berlin');
  expect(t('found', { count: 12345, place: 'Berlin' })).toBe('12,345 people in Berlin');
});

test('a language replaces what it has, by its own rules for numbers', () => {
  setFormats({ locale: 'pl', timeZone: 'UTC' });
  speak({
    people: { found: { one: '{count} osoba', few: '{count} osoby', many: '{count} osób', other: '{count} osoby' } },
  });
  expect(t('found', { count: 3, place: '' })).toBe('3 osoby');
  expect(t('found', { count: 5, place: '' })).toBe('5 osób');
  expect(t('title')).toBe('People');
});

test('what looks like a placeholder in a value stays as it is', () => {
  expect(t('found', { count: 2, place: '{count}' })).toBe('2 people in {count}');
});
