/** A request that the page began before the app was there, and how long its answer took. */
interface Early {
  begun: number;
  milliseconds: number | undefined;
  response: Promise<Response>;
}

declare global {
  /** Filled by build/start.js, by path and query. */
  var briskEarly: Map<string, Early> | undefined;
}

/** Older answers are nobody's first ones any more. */
const MOST_MILLIS = 30_000;

/** The answer to this request, if the page asked already; everyone else asks for themselves. */
export function takeEarly({ method, url }: Pick<Request, 'method' | 'url'>): Early | undefined {
  const { pathname, search } = new URL(url);
  const early = method === 'GET' ? globalThis.briskEarly?.get(pathname + search) : undefined;
  globalThis.briskEarly?.delete(pathname + search);
  return early !== undefined && performance.now() - early.begun < MOST_MILLIS ? early : undefined;
}
