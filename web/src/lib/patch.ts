import { ApiProblem } from './api';

export interface Versioned {
  id: string;
  version: number;
}

/** Somebody else changed the very field that was to be changed. */
export class Overtaken<Row> extends Error {
  override readonly name = 'Overtaken';
  readonly current: Row;

  constructor(current: Row) {
    super('Somebody else changed this meanwhile.');
    this.current = current;
  }
}

interface Patch<Row> {
  /** The record as it was when the editing began. */
  base: Row;
  /** The record as it is now, past every cache of this page. */
  read: () => Promise<Row>;
  /** Sends the change to a record of this version; made anew where the record is another one by now. */
  send: (record: Row) => Promise<Row>;
  /** What is being changed; if it is another one than in `base`, somebody else was faster. */
  value: (record: Row) => unknown;
}

/** Changes a field of a record. That somebody changed another field meanwhile is no conflict. */
export async function patchOver<Row extends Versioned>({ base, read, send, value }: Patch<Row>): Promise<Row> {
  try {
    return await send(base);
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 412)) {
      throw error;
    }
    const current = await read();
    if (!same(value(current), value(base))) {
      throw new Overtaken(current);
    }
    return send(current);
  }
}

/** Values of records are JSON, and lists in them are in order. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
