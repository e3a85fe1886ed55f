import { expect, test } from 'vitest';
import { dialLink, webLink } from './links';

test('a number is dialled as machines know it, with its extension', () => {
  expect(dialLink({ e164: '+4930901820', extension: null })).toBe('tel:+4930901820');
  expect(dialLink({ e164: '+4930901820', extension: '12' })).toBe('tel:+4930901820;ext=12');
  expect(dialLink({ e164: null, extension: null })).toBeUndefined();
});

test('a website is a link however it was written, but never a script', () => {
  expect(webLink('studio-nord.example')).toBe('https://studio-nord.example/');
  expect(webLink('http://studio-nord.example/about')).toBe('http://studio-nord.example/about');
  expect(webLink('localhost:8080/x')).toBe('https://localhost:8080/x');
  expect(webLink('javascript:alert(1)')).toBeUndefined();
});
