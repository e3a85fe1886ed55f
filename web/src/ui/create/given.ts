import { session } from '@/lib/api';
import type { Choice } from '@/lib/finding';

/** Several in one field, with commas between them. */
export function textsOf(text: string): string[] {
  return text.split(/[,;]/).flatMap((each) => textOrNull(each) ?? []);
}

export function textOrNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}

/** Whoever makes a record looks after it, unless they say otherwise. */
export function ownUser(): Choice | null {
  const state = session.get();
  return state.status === 'signedIn' ? { id: state.session.user.id, name: state.session.user.name } : null;
}
