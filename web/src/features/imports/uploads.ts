import { upload } from '@/lib/api';
import { changed } from '@/lib/query';
import { createStore } from '@/lib/store';
import { textOf } from '@/ui/toast';
import { contentTypeOf, unsuitable, type Unsuitable } from './file';
import type { Target } from './mapping';
import type { Import } from './useImports';

export type Problem = { file: string } & ({ reason: Unsuitable } | { reason: 'refused'; text: string });

interface Sending {
  file: string;
  sentBytes: number;
  totalBytes: number;
}

/** The file on its way; it goes on while one looks at other pages of the app. */
export const sending = createStore<Sending | undefined>(undefined);
export const problem = createStore<Problem | undefined>(undefined);

let current: AbortController | undefined;

const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();

/** Sends a file and answers its import, which then waits for its columns to be checked; undefined where there is none. */
export async function send(file: File, target: Target): Promise<Import | undefined> {
  const reason = unsuitable(file);
  problem.set(reason && { file: file.name, reason });
  if (reason !== undefined || current !== undefined) {
    return undefined;
  }
  current = new AbortController();
  window.addEventListener('beforeunload', askBeforeLeaving);
  const state = { file: file.name, totalBytes: file.size };
  sending.set({ ...state, sentBytes: 0 });
  try {
    const query = new URLSearchParams({ target, start: 'false', fileName: file.name });
    return (await upload(`/api/imports?${query.toString()}`, file, {
      contentType: contentTypeOf(file.name),
      signal: current.signal,
      onProgress: (sentBytes) => sending.set({ ...state, sentBytes: Math.min(sentBytes, file.size) }),
    })) as Import;
  } catch (error) {
    if (!current.signal.aborted) {
      problem.set({ file: file.name, reason: 'refused', text: textOf(error) });
    }
    return undefined;
  } finally {
    current = undefined;
    window.removeEventListener('beforeunload', askBeforeLeaving);
    sending.set(undefined);
    void changed('imports');
  }
}

export function stopSending(): void {
  current?.abort();
}
