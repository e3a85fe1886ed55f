import { useState } from 'react';
import { inPortions, type BulkEnd } from '@/lib/bulk';
import { changed } from '@/lib/query';
import { t } from './messages';
import { notify, notifyProblem, notifyUndo } from '../toast';
import type { BulkActions, BulkChange, BulkRequest, BulkRow } from './actions';

/** What is under way, and how to stop it. */
export interface Progress {
  sent: number;
  total: number;
  cancel: () => void;
}

/** What could not be done, with the names of those that it is about. */
export interface Shortfall {
  failed: { id: string; name: string; reason: string }[];
  left: string[];
}

type Operation = BulkRequest['operation'];
type Request = (portion: readonly { id: string }[]) => BulkRequest;

const ids = (portion: readonly { id: string }[]) => portion.map(({ id }) => id);

/** Does something to many records, tells how far it is and what failed, and offers to take it back. */
export function useBulk<Row extends BulkRow>({ send, topics, counted }: BulkActions<Row>) {
  const [progress, setProgress] = useState<Progress>();
  const [shortfall, setShortfall] = useState<Shortfall>();

  const run = async <Item extends { id: string }>(
    items: readonly Item[],
    request: (portion: Item[]) => BulkRequest,
  ) => {
    const cancelling = new AbortController();
    const at = (sent: number) => setProgress({ sent, total: items.length, cancel: () => cancelling.abort() });
    at(0);
    const end = await inPortions(items, (portion) => send(request(portion)), {
      signal: cancelling.signal,
      onProgress: at,
    });
    setProgress(undefined);
    await changed(...topics);
    return end;
  };

  /** Says what became of it, and shows what did not work. */
  const tell = (end: BulkEnd, names: ReadonlyMap<string, string>, said: string, undo?: () => Promise<void>) => {
    const { done, failed, left, error } = end;
    if (error !== undefined) {
      notifyProblem(error);
    }
    if (done.length > 0 && undo !== undefined) {
      notifyUndo(said, undo);
    } else if (done.length > 0) {
      notify(said);
    }
    if (failed.length > 0 || (left.length > 0 && done.length > 0)) {
      setShortfall({ failed: failed.map((each) => ({ ...each, name: names.get(each.id) ?? '' })), left });
    }
  };
  const names = (rows: readonly BulkRow[]) => new Map(rows.map(({ id, name }) => [id, name]));

  const change = async (rows: readonly Row[], { changes, touches }: BulkChange<Row>, value: string | null) => {
    const request = (portion: Row[]): BulkRequest =>
      'alike' in changes
        ? { operation: 'update', partial: true, ids: ids(portion), changes: changes.alike(value) }
        : {
            operation: 'update',
            partial: true,
            records: portion.map((row) => ({ id: row.id, version: row.version, ...changes.each(value, row) })),
          };
    const end = await run(rows, request);
    const before = new Map(rows.map((row) => [row.id, row]));
    const takeBack = async () => {
      const items = end.done.flatMap((id) => before.get(id) ?? []);
      const undone = await run(items, (portion) => ({
        operation: 'update',
        partial: true,
        // Whoever changed one of them meanwhile keeps their change.
        records: portion.map((row) => ({ id: row.id, version: row.version + 1, ...pick(row, touches) })),
      }));
      tell(undone, names(rows), t('takenBack', { what: counted(undone.done.length) }));
    };
    tell(end, names(rows), t('changed', { what: counted(end.done.length) }), takeBack);
  };

  const simple = async (
    rows: readonly Row[],
    operation: Operation,
    opposite: Operation,
    said: (what: string) => string,
  ) => {
    const request: (operation: Operation) => Request = (wanted) => (portion) => {
      return { operation: wanted, partial: true, ids: ids(portion) };
    };
    const end = await run(rows, request(operation));
    tell(end, names(rows), said(counted(end.done.length)), async () => {
      const undone = await run(
        end.done.map((id) => ({ id })),
        request(opposite),
      );
      tell(undone, names(rows), t('takenBack', { what: counted(undone.done.length) }));
    });
  };

  return {
    progress,
    shortfall,
    closeShortfall: () => setShortfall(undefined),
    change,
    remove: (rows: readonly Row[]) => simple(rows, 'delete', 'restore', (what) => t('deleted', { what })),
    restore: (rows: readonly Row[]) => simple(rows, 'restore', 'delete', (what) => t('restored', { what })),
  };
}

function pick<Row extends object>(row: Row, names: readonly (keyof Row & string)[]): Partial<Row> {
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Partial<Row>;
}
