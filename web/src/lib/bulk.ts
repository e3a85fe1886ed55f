import { answer, api, ApiProblem, type Schema } from './api';
import { isPassing, retryDelay } from './query';

/** A record that something is done to, and what is sent for it. */
export interface BulkItem {
  id: string;
}

export interface Failure {
  id: string;
  reason: string;
}

/** What became of a bulk change. */
export interface BulkEnd {
  done: string[];
  failed: Failure[];
  /** What was not sent any more: it was cancelled, or the server refused the whole request. */
  left: string[];
  /** Why the rest was not sent; undefined where somebody cancelled, or nothing is left. */
  error?: unknown;
}

type Send<Item> = (portion: Item[]) => Promise<Schema<'BulkResult'>>;

interface Options {
  /** Cancels what has not been sent; a request that is on its way is waited for, so that its outcome is known. */
  signal?: AbortSignal;
  onProgress?: (sent: number) => void;
  /** So many at once; as many as the server takes, for the number of such requests in a minute is limited. */
  portion?: number;
}

export const PORTION = 1_000;
const MOST_TRIES = 5;

/** Does something to any number of records, a portion after the other. */
export async function inPortions<Item extends BulkItem>(
  items: readonly Item[],
  send: Send<Item>,
  { signal, onProgress, portion = PORTION }: Options = {},
): Promise<BulkEnd> {
  const end: BulkEnd = { done: [], failed: [], left: [] };
  for (let start = 0; start < items.length; start += portion) {
    const part = items.slice(start, start + portion);
    const rest = items.slice(start).map(({ id }) => id);
    if (signal?.aborted) {
      return { ...end, left: rest };
    }
    try {
      takeIn(end, part, await patiently(() => send(part), signal));
    } catch (error) {
      return signal?.aborted ? { ...end, left: rest } : { ...end, left: rest, error };
    }
    onProgress?.(start + part.length);
  }
  return end;
}

function takeIn(end: BulkEnd, part: readonly BulkItem[], { results }: Schema<'BulkResult'>): void {
  for (const { index, result, detail, errors } of results) {
    const id = part[index]?.id ?? '';
    if (result === 'failed' || result === 'not done') {
      const reason = errors?.map(({ field, message }) => `${field} ${message}`).join('; ') ?? '';
      end.failed.push({ id, reason: reason === '' ? (detail ?? '') : reason });
    } else {
      end.done.push(id);
    }
  }
}

/** Many portions may exceed what a minute allows: the server says how long to wait. */
export async function patiently<T>(attempt: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      // Where no answer came the portion may have been done, so it is not sent again.
      if (!(error instanceof ApiProblem && isPassing(error)) || tries === MOST_TRIES || signal?.aborted) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, retryDelay(tries, error)));
    }
  }
}

export const changeContacts = (body: Schema<'BulkContacts'>) => answer(api.POST('/api/contacts/bulk', { body }));
export const changeCompanies = (body: Schema<'BulkCompanies'>) => answer(api.POST('/api/companies/bulk', { body }));
