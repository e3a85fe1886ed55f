import { createStore } from '../store';

export interface TimedPart {
  name: string;
  milliseconds: number;
  description: string;
}

/** What one request took, measured here and as the server says it. */
export interface MeasuredRequest {
  number: number;
  method: string;
  /** The path as the contract has it: `/api/contacts/{id}`. */
  route: string;
  /** Undefined for as long as there is no answer; 0 where none came. */
  status: number;
  /** From asking to the headers of the answer. */
  milliseconds: number;
  /** The server's share of that. */
  serverMilliseconds: number | undefined;
  cache: string | undefined;
  parts: TimedPart[];
  requestId: string | undefined;
}

const MOST_KEPT = 20;
let counted = 0;

/** The last requests, the newest first. */
export const requests = createStore<readonly MeasuredRequest[]>([]);

export function measured(method: string, route: string, milliseconds: number, response: Response | undefined): void {
  const headers = response?.headers;
  const request: MeasuredRequest = {
    number: ++counted,
    method,
    route,
    status: response?.status ?? 0,
    milliseconds,
    serverMilliseconds: serverTime(headers?.get('X-Response-Time')),
    cache: headers?.get('X-Cache') ?? undefined,
    parts: serverTiming(headers?.get('Server-Timing')),
    requestId: headers?.get('X-Request-Id') ?? undefined,
  };
  requests.set([request, ...requests.get()].slice(0, MOST_KEPT));
}

function serverTime(header: string | null | undefined): number | undefined {
  const milliseconds = Number.parseFloat(header ?? '');
  return Number.isFinite(milliseconds) ? milliseconds : undefined;
}

/** Reads `db;dur=0.301;desc="1 statements", cache;dur=0.000`. */
export function serverTiming(header: string | null | undefined): TimedPart[] {
  return (header ?? '')
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const value = (key: string) =>
        parameters.find((parameter) => parameter.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
      return {
        name,
        milliseconds: Number.parseFloat(value('dur')) || 0,
        description: value('desc').replace(/^"|"$/g, ''),
      };
    });
}
