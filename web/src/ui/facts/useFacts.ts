import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '@/lib/api';
import { Overtaken, patchOver, type Versioned } from '@/lib/patch';
import { changed } from '@/lib/query';
import { textOf } from '../toast';

export interface RecordAccess<R extends Versioned, C> {
  queryKey: QueryKey;
  /** The record as it is now, past every cache. */
  read: () => Promise<R>;
  patch: (changes: C, version: number) => Promise<R>;
  editable: boolean;
}

/** Why a change of a field was not taken; what was to be written is still in its editor. */
export type Trouble<R> =
  | { kind: 'invalid'; mine: unknown; message: string }
  | { kind: 'conflict'; mine: unknown; theirs: R; retry: () => void };

/** What the server is asked to write, and what the record looks like if that succeeds. */
export interface Written<R, C> {
  changes: C;
  shown: Partial<R>;
}

export interface Change<R, C> {
  /** The field, as the server calls it when it refuses it: `jobTitle`, `custom.Diet`. */
  field: string;
  /** What stands in the editor. */
  mine: unknown;
  /** The value in a record; if it is another one than in `base`, somebody else was faster. */
  from: (record: R) => unknown;
  write: (record: R) => Written<R, C>;
  /** The record as it was when the editing began. */
  base: R;
}

export interface Facts<R extends Versioned, C> {
  record: R;
  editable: boolean;
  save: (change: Change<R, C>) => void;
  trouble: (field: string) => Trouble<R> | undefined;
  settle: (field: string) => void;
}

/**
 * Changes fields of a record one by one: each is shown at once and rolled back if the server refuses it. That somebody
 * changed another field meanwhile is no conflict; that somebody changed the same field is one, and is asked about.
 */
export function useFacts<R extends Versioned, C>(record: R, access: RecordAccess<R, C>): Facts<R, C> {
  const client = useQueryClient();
  const [troubles, setTroubles] = useState<Partial<Record<string, Trouble<R>>>>({});
  const { queryKey, editable } = access;

  const settle = (field: string) =>
    setTroubles((all) => Object.fromEntries(Object.entries(all).filter(([name]) => name !== field)));
  const report = (field: string, trouble: Trouble<R>) => setTroubles((all) => ({ ...all, [field]: trouble }));
  const show = (part: Partial<R>) => client.setQueryData<R>(queryKey, (old) => (old ? { ...old, ...part } : old));

  const saving = useMutation({
    scope: { id: JSON.stringify(queryKey) },
    mutationFn: ({ base, from, write }: Change<R, C>) => {
      const send = (current: R) => access.patch(write(current).changes, current.version);
      return patchOver({ base, read: access.read, send, value: from });
    },
    onMutate: async ({ field, write, base }) => {
      settle(field);
      await client.cancelQueries({ queryKey });
      show(write(client.getQueryData<R>(queryKey) ?? base).shown);
    },
    onSuccess: (answered) => show(answered),
    onError: (error, change) => {
      const { field, mine, base } = change;
      if (error instanceof Overtaken) {
        const theirs = error.current as R;
        client.setQueryData(queryKey, theirs);
        report(field, { kind: 'conflict', mine, theirs, retry: () => saving.mutate({ ...change, base: theirs }) });
        return;
      }
      show(pick(base, Object.keys(change.write(base).shown)));
      // Also what no rule refuses, such as the end of a session: what was typed stays to be saved again.
      const message = error instanceof ApiProblem ? messageAt(error, field) : undefined;
      report(field, { kind: 'invalid', mine, message: message ?? textOf(error) });
    },
    onSettled: () => changed(String(queryKey[0])),
  });

  return { record, editable, save: saving.mutate, trouble: (field) => troubles[field], settle };
}

function messageAt(problem: ApiProblem, field: string): string | undefined {
  return problem.fieldError(field) ?? problem.fieldError(field.replace(/\..*/, ''));
}

function pick<R extends object>(record: R, keys: string[]): Partial<R> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key))) as Partial<R>;
}
