import { KINDS, type Kind } from './activity';

/** The kinds that the address bar asks for: `call,note`. Those that do not exist are left out. */
export function kindsOf(text: string | undefined): Kind[] {
  const asked = (text ?? '').split(',');
  return KINDS.filter((kind) => asked.includes(kind));
}

/** What stands in the address bar for kinds; nothing for all of them. */
export function searchFor(kinds: readonly Kind[]): { kind?: string } {
  return kinds.length === 0 ? {} : { kind: kinds.join(',') };
}
