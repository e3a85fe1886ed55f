import { changed } from './query';
import { createStore, type Store } from './store';

const FIRST_DELAY_MILLIS = 1_000;
const LONGEST_DELAY_MILLIS = 60_000;
const SETTLED_MILLIS = 2_000;
/** More often than this a page is not refreshed, however fast an import writes. */
const QUIET_MILLIS = 1_000;

/** Whether changes are heard of, in this tab or through the one that listens; who must know asks by the clock otherwise. */
export const hearing: Store<boolean> = createStore(false);

/** What the tabs tell each other: topics that changed, whether there is a connection, or the question whether there is. */
type Word = string[] | boolean | 'hearing?';

/**
 * Hears from the server what others changed, and lets the affected queries ask again. One tab of the browser holds the
 * connection (browsers allow few of them) and tells the others; when it closes, the next one takes over. Answers the
 * function that stops it.
 */
export function listenToChanges(): () => void {
  const stopped = new AbortController();
  const channel = new BroadcastChannel('brisk-changes');
  const refresh = collected((topics) => void changed(...topics));

  let leads = false;
  const say = (word: Word) => channel.postMessage(word);
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (Array.isArray(data)) {
      refresh(data);
    } else if (data === 'hearing?') {
      if (leads) {
        say(hearing.get());
      }
    } else if (!leads) {
      hearing.set(data);
    }
  };
  say('hearing?');
  const heard = (topics: string[]) => {
    say(topics);
    refresh(topics);
  };
  const connected = (open: boolean) => {
    if (stopped.signal.aborted) {
      return;
    }
    leads = true;
    hearing.set(open);
    say(open);
  };
  void lead(stopped.signal, () => keepConnected(stopped.signal, heard, connected));
  stopped.signal.addEventListener('abort', () => {
    channel.close();
    hearing.set(false);
  });
  return () => stopped.abort();
}

/** Runs the work in one tab at a time. Without locks (a page that is not served securely) every tab works for itself. */
async function lead(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) {
    return work();
  }
  try {
    await locks.request('brisk-changes', { signal }, work);
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}

async function keepConnected(
  signal: AbortSignal,
  heard: (topics: string[]) => void,
  connected: (open: boolean) => void,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const opened = await connectOnce(signal, heard, connected, failures > 0);
    connected(false);
    failures = opened ? 1 : failures + 1;
    await pause(Math.min(FIRST_DELAY_MILLIS * 2 ** (failures - 1), LONGEST_DELAY_MILLIS), signal);
  }
}

/** Listens until the connection is lost; answers whether it had stood. */
function connectOnce(
  signal: AbortSignal,
  heard: (topics: string[]) => void,
  connected: (open: boolean) => void,
  lost: boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    const source = new EventSource('/api/events');
    let opened = false;
    const end = () => {
      source.close();
      signal.removeEventListener('abort', end);
      resolve(opened);
    };
    signal.addEventListener('abort', end);
    source.onopen = () => {
      opened = true;
      connected(true);
      // What happened while nobody listened is unknown: after a lost connection, and between the reading of a page and the
      // first connection, where it can wait until the page has settled.
      void pause(lost ? 0 : SETTLED_MILLIS, signal).then(() => {
        if (!signal.aborted) {
          heard([]);
        }
      });
    };
    source.onerror = end;
    source.addEventListener('change', (event: MessageEvent<string>) => heard(topicsOf(event.data)));
  });
}

function topicsOf(data: string): string[] {
  const { topics } = JSON.parse(data) as { topics: string[] };
  return topics;
}

/** Acts on the first topics at once and on those that follow closely together; no topics stand for all. */
export function collected(act: (topics: string[]) => void, quietMillis = QUIET_MILLIS): (topics: string[]) => void {
  const waiting = new Set<string>();
  let everything = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    if (everything || waiting.size > 0) {
      const topics = everything ? [] : [...waiting];
      waiting.clear();
      everything = false;
      timer = setTimeout(flush, quietMillis);
      act(topics);
    }
  };
  return (topics) => {
    everything ||= topics.length === 0;
    topics.forEach((topic) => waiting.add(topic));
    if (timer === undefined) {
      flush();
    }
  };
}

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
