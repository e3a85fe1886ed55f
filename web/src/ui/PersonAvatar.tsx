import css from './PersonAvatar.module.css';

const HUES = 8;

/** Of "Amélie Dubois" AD, of "Ada" A; what is no letter does not count. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).flatMap((word) => /\p{L}/u.exec(word)?.[0] ?? []);
  const [first = '?', ...rest] = words;
  return (first + (rest.at(-1) ?? '')).toLocaleUpperCase();
}

function hueOf(name: string): number {
  let sum = 0;
  for (const character of name) {
    sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997;
  }
  return sum % HUES;
}

/** The initials of a person or a company on a colour of their own. The name stands beside it, so readers skip it. */
export function PersonAvatar({ name, size = 22, square = false }: { name: string; size?: number; square?: boolean }) {
  return (
    <span
      className={css['avatar']}
      data-hue={hueOf(name)}
      data-square={square || undefined}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42) }}
      data-initials={initialsOf(name)}
      aria-hidden
    />
  );
}
