import type { Schema } from './types';

/** An answer that says what is wrong (RFC 9457), as the error that every call of the API throws. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly title: string;
  /** What is wrong, in words for people. */
  readonly detail: string;
  /** Leads to the request in the server's log; empty where the answer did not come from Brisk. */
  readonly requestId: string;
  /** Everything that the answer says, such as `existingId` of a conflict and `currentVersion` of a lost update. */
  readonly problem: Partial<Schema<'Problem'>>;
  /** How long to wait before trying again, if the server says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, problem: Partial<Schema<'Problem'>>, retryAfterSeconds?: number) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}.`);
    this.status = status;
    this.title = problem.title ?? '';
    this.detail = this.message;
    this.requestId = problem.requestId ?? '';
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** What is wrong with single fields, by their paths in the body; of several messages for one field the first. */
  get fieldErrors(): Record<string, string> {
    const errors: Record<string, string> = {};
    for (const { field, message } of this.problem.errors ?? []) {
      errors[field] ??= message;
    }
    return errors;
  }

  /** The message at this field or, for lists, at the first of its entries: `emails[1]` belongs to `emails`. */
  fieldError(field: string): string | undefined {
    return this.problem.errors?.find((error) => error.field === field || error.field.startsWith(`${field}[`))?.message;
  }
}

/** The record is not there, or not any more. */
export const isGone = (error: unknown): boolean => error instanceof ApiProblem && error.status === 404;

/** The server was not reached, or did not answer in time. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('Retry-After') ?? NaN);
  return new ApiProblem(response.status, await bodyOf(response), Number.isFinite(retryAfter) ? retryAfter : undefined);
}

async function bodyOf(response: Response): Promise<Partial<Schema<'Problem'>>> {
  const requestId = response.headers.get('X-Request-Id') ?? '';
  try {
    return { requestId, ...((await response.clone().json()) as Partial<Schema<'Problem'>>) };
  } catch {
    // A proxy in front of Brisk answers in HTML.
    return { requestId };
  }
}
