import { createStore, useStore } from '../store';
import type { Schema } from './types';

export type Session = Schema<'Session'>;

/**
 * `unknown` until the server was asked; `expired` is somebody who was signed in until a moment ago: their page stays
 * as it is while they sign in again.
 */
export type SessionState =
  | { status: 'unknown' }
  | { status: 'signedOut' }
  | { status: 'expired'; session: Session }
  | { status: 'signedIn'; session: Session };

export const session = createStore<SessionState>({ status: 'unknown' });

export function csrfToken(): string | undefined {
  const state = session.get();
  return state.status === 'signedIn' ? state.session.csrfToken : undefined;
}

/** The server does not know the session any more. */
export function sessionIsGone(): void {
  const state = session.get();
  if (state.status === 'signedIn') {
    session.set({ status: 'expired', session: state.session });
  } else if (state.status === 'unknown') {
    session.set({ status: 'signedOut' });
  }
}

/** Who is signed in; for everything within the shell, where somebody is. */
export function useSession(): Session {
  const state = useStore(session);
  if (state.status !== 'signedIn' && state.status !== 'expired') {
    throw new Error('This part of the page is only for those who are signed in.');
  }
  return state.session;
}
