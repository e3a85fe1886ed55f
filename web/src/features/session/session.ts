import { answer, api, ApiProblem, session, type Session } from '@/lib/api';
import { setFormats } from '@/lib/format';
import { queryClient } from '@/lib/query';

/** What other tabs of this browser have to know. */
const channel = new BroadcastChannel('brisk-session');

channel.onmessage = ({ data }: MessageEvent<'signedIn' | 'signedOut'>) => {
  const { status } = session.get();
  if (data === 'signedOut' && status === 'signedIn') {
    location.reload();
  } else if (data === 'signedIn' && status === 'expired') {
    void askForSession();
  } else if (data === 'signedIn' && status === 'signedOut') {
    location.reload();
  }
};

function begin(next: Session): void {
  const state = session.get();
  const known = state.status === 'expired' || state.status === 'signedIn' ? state.session : undefined;
  if (known !== undefined && (known.user.id !== next.user.id || known.workspace.id !== next.workspace.id)) {
    location.reload(); // Nothing that another person saw may stay on the page.
    return;
  }
  setFormats({ timeZone: next.user.timeZone });
  session.set({ status: 'signedIn', session: next });
}

let asked: Promise<void> | undefined;

/** Asks the server who is signed in; at first once for all that wait for it. */
export function askForSession(): Promise<void> {
  asked ??= answer(api.GET('/api/session'))
    .then(begin)
    .catch((error: unknown) => {
      if (!(error instanceof ApiProblem && error.status === 401)) {
        throw error;
      }
    })
    .finally(() => {
      asked = undefined;
    });
  return asked;
}

export async function signIn(credentials: { email: string; password: string; workspaceId?: string }): Promise<void> {
  const wasExpired = session.get().status === 'expired';
  begin(await answer(api.POST('/api/session', { body: credentials })));
  channel.postMessage('signedIn');
  if (wasExpired) {
    await queryClient.invalidateQueries();
  }
}

export async function signOut(): Promise<void> {
  await api.DELETE('/api/session').catch((error: unknown) => {
    if (!(error instanceof ApiProblem && error.status === 401)) {
      throw error;
    }
  });
  channel.postMessage('signedOut');
  location.assign('/sign-in'); // A new page keeps nothing of the old one in memory.
}

export async function setUpIsNeeded(): Promise<boolean> {
  return (await answer(api.GET('/api/setup'))).needed;
}

export interface FirstWorkspace {
  workspaceName: string;
  name: string;
  email: string;
  password: string;
  timeZone: string;
  defaultRegion: string;
}

export async function setUp(first: FirstWorkspace): Promise<void> {
  begin(await answer(api.POST('/api/setup', { body: first })));
  channel.postMessage('signedIn');
}
