/** The words of a text without case and accents, for comparing. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether each of the words begins a word of the text. */
export function matches(words: string, text: string): boolean {
  const there = wordsOf(text);
  return wordsOf(words).every((word) => there.some((candidate) => candidate.startsWith(word)));
}
