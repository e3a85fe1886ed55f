import type { Schema } from '@/lib/api';
import { movedTo } from '@/ui/table/columns';
import type { Status } from './setup';

export type Kind = Schema<'LeadKind'>;

/** A status while somebody works on it. */
export interface DraftStatus {
  /** Stays the same for as long as it is worked on. */
  key: string;
  /** As it is saved; undefined of a new one. */
  of: Status | undefined;
  name: string;
  kind: Kind;
  active: boolean;
}

export type Draft = readonly DraftStatus[];

/** One request that saves a part of a draft. */
export type Step =
  { key: string; create: Schema<'NewLeadStatus'> } | { key: string; change: Schema<'LeadStatusChanges'>; of: Status };

export function draftOf(statuses: readonly Status[]): Draft {
  return statuses.map((of) => ({ key: of.id, of, name: of.name, kind: of.kind, active: of.active }));
}

/** With a new one behind the last that is open, for that is how far leads come before they end. */
export function withStatus(draft: Draft, key: string): Draft {
  const place = draft.findLastIndex(({ kind }) => kind === 'open') + 1;
  return draft.toSpliced(place, 0, { key, of: undefined, name: '', kind: 'open', active: true });
}

export function changedStatus(draft: Draft, key: string, part: Partial<DraftStatus>): Draft {
  return draft.map((each) => (each.key === key ? { ...each, ...part } : each));
}

export function movedStatus(draft: Draft, key: string, place: number): Draft {
  const order = movedTo(
    draft.map((each) => each.key),
    key,
    place,
  );
  return order.flatMap((each) => draft.find((status) => status.key === each) ?? []);
}

/**
 * What has to be sent, in an order in which the server can take it: what is new or becomes active comes before what ends,
 * because there must always be an open status.
 */
export function stepsOf(draft: Draft): Step[] {
  const codes = new Set(draft.flatMap(({ of }) => of?.code ?? []));
  const steps = draft.flatMap((status, index): Step[] => {
    const { key, of, name, kind, active } = status;
    const position = index + 1;
    if (of === undefined) {
      return [{ key, create: { name: name.trim(), kind, active, position, ...codeFor(name, codes) } }];
    }
    const change = {
      ...(name.trim() !== of.name && { name: name.trim() }),
      ...(active !== of.active && { active }),
      ...(position !== of.position && { position }),
    };
    return Object.keys(change).length === 0 ? [] : [{ key, of, change }];
  });
  const ends = (step: Step) => 'change' in step && step.change.active === false;
  return [...steps.filter((step) => !ends(step)), ...steps.filter(ends)];
}

/** The server makes a code of Latin letters; other names are numbered. */
function codeFor(name: string, taken: Set<string>): { code?: string } {
  if (name.trim() === '' || /[a-z0-9]/i.test(name.normalize('NFD'))) {
    return {};
  }
  let number = 1;
  while (taken.has(`status_${number}`)) {
    number++;
  }
  taken.add(`status_${number}`);
  return { code: `status_${number}` };
}
