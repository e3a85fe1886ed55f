import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '../schema';
import { connection } from './connection';
import { takeEarly } from './early';
import { problemOf, Unreachable } from './problem';
import { measured } from './requests';
import { csrfToken, sessionIsGone } from './session';

/** No answer of Brisk takes this long; what sends files sets a signal of its own. */
const MOST_SECONDS = 30;

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const started = new Map<string, number>();
/** How long answers took that were asked for before the app was there. */
const tookEarly = new WeakMap<Response, number>();

function finished(id: string): number {
  const start = started.get(id) ?? performance.now();
  started.delete(id);
  return performance.now() - start;
}

const csrf: Middleware = {
  onRequest({ request }) {
    const token = csrfToken();
    if (token !== undefined && CHANGES.has(request.method)) {
      request.headers.set('X-CSRF-Token', token);
    }
    return request;
  },
};

const measuring: Middleware = {
  onRequest({ id }) {
    started.set(id, performance.now());
  },
  onResponse({ id, request, response, schemaPath }) {
    connection.set('online');
    const waited = finished(id);
    measured(request.method, schemaPath, tookEarly.get(response) ?? waited, response);
  },
  onError({ id, request, schemaPath, error }) {
    const milliseconds = finished(id);
    if (isCancelled(error)) {
      return undefined;
    }
    measured(request.method, schemaPath, milliseconds, undefined);
    connection.set('offline');
    return new Unreachable('The server does not answer.', { cause: error });
  },
};

const problems: Middleware = {
  async onResponse({ request, response, schemaPath }) {
    if (response.ok || response.status === 304) {
      return;
    }
    // Wrong credentials are a 401 too, but no session has ended there.
    if (response.status === 401 && !(schemaPath === '/api/session' && request.method === 'POST')) {
      sessionIsGone();
    }
    throw await problemOf(response);
  },
};

function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

async function fetchInTime(request: Request): Promise<Response> {
  const early = takeEarly(request);
  if (early !== undefined) {
    const response = await early.response;
    tookEarly.set(response, early.milliseconds ?? performance.now() - early.begun);
    return response;
  }
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(MOST_SECONDS * 1000)]);
  return fetch(request, { signal });
}

/**
 * The API of Brisk with the types of its contract. Every call throws an ApiProblem where the answer is one and
 * Unreachable where there is none.
 */
export const api = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? '' : location.origin,
  fetch: fetchInTime,
});
// Answers pass the middleware from the last to the first: they are measured before a problem is thrown.
api.use(problems, measuring, csrf);

/** The body of an answer: `await answer(api.GET('/api/contacts/{id}', { params, signal }))`. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** The header that refuses a change to a record that somebody else changed meanwhile. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}
