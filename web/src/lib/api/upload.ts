import { connection } from './connection';
import { problemOf, Unreachable } from './problem';
import { measured } from './requests';
import { csrfToken, sessionIsGone } from './session';

/** So long nothing may move; a large file over a slow line may take as long as it needs. */
const MOST_QUIET_MILLIS = 60_000;

interface Options {
  contentType: string;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

/**
 * Sends a file as the body of a POST and tells how far it is, which `fetch` cannot. Throws an ApiProblem where the
 * answer is one, Unreachable where there is none, and an AbortError where it was called off.
 */
export function upload(path: string, file: Blob, { contentType, signal, onProgress }: Options): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const request = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const ended = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', callOff);
    };
    const fail = () => {
      ended();
      measured('POST', routeOf(path), performance.now() - started, undefined);
      connection.set('offline');
      reject(new Unreachable('The server does not answer.'));
    };
    const callOff = () => {
      ended();
      request.abort();
      reject(new DOMException('The upload was called off.', 'AbortError'));
    };
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        request.abort();
        fail();
      }, MOST_QUIET_MILLIS);
    };
    request.upload.onprogress = ({ loaded }) => {
      moved();
      onProgress(loaded);
    };
    request.onerror = fail;
    request.onload = () => {
      ended();
      const response = responseOf(request);
      connection.set('online');
      measured('POST', routeOf(path), performance.now() - started, response);
      settle(response).then(resolve, reject);
    };
    if (signal.aborted) {
      callOff();
      return;
    }
    signal.addEventListener('abort', callOff);
    request.open('POST', path);
    request.setRequestHeader('Content-Type', contentType);
    request.setRequestHeader('X-CSRF-Token', csrfToken() ?? '');
    moved();
    request.send(file);
  });
}

async function settle(response: Response): Promise<unknown> {
  if (response.ok) {
    return response.json();
  }
  if (response.status === 401) {
    sessionIsGone();
  }
  throw await problemOf(response);
}

function routeOf(path: string): string {
  return path.replace(/\?.*$/, '');
}

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const [name = '', ...value] = line.split(':');
    if (name !== '') {
      headers.append(name, value.join(':').trim());
    }
  }
  return new Response(request.responseText, { status: request.status, headers });
}
