import type { Schema } from '@/lib/api';
import type { Pipeline, Stage } from './deal';

export type Kind = Stage['kind'];

/** A stage while somebody works on it. */
export interface DraftStage {
  /** Stays the same for as long as it is worked on; the id of one that is there already. */
  key: string;
  id: string | null;
  name: string;
  kind: Kind;
  /** As it is typed. */
  probability: string;
}

/** A pipeline while somebody works on it. */
export interface Draft {
  name: string;
  stages: readonly DraftStage[];
}

/** What is won is certain, and so is what is lost. */
const CERTAIN = { won: '100', lost: '0' } as const;

export function draftOf({ name, stages }: Pick<Pipeline, 'name' | 'stages'>): Draft {
  return {
    name,
    stages: stages.map(({ id, name: called, kind, probability }) => ({
      key: id,
      id,
      name: called,
      kind,
      probability: String(probability),
    })),
  };
}

/** What the server is told. A probability that is no number is sent as it is: the server says what is wrong with it. */
export function bodyOf({ name, stages }: Draft): { name: string; stages: Schema<'StageGiven'>[] } {
  return {
    name: name.trim(),
    stages: stages.map(({ id, name: called, kind, probability }) => ({
      ...(id !== null && { id }),
      name: called.trim(),
      kind,
      probability: kind === 'open' ? numberOf(probability) : Number(CERTAIN[kind]),
    })),
  };
}

function numberOf(text: string): number {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : (text as unknown as number);
}

export function isChanged(draft: Draft, pipeline: Pipeline): boolean {
  return JSON.stringify(bodyOf(draft)) !== JSON.stringify(bodyOf(draftOf(pipeline)));
}

/** With a new stage, before the first one that is won or lost, for that is where deals pass it. */
export function withStage(draft: Draft, key: string): Draft {
  const end = draft.stages.findIndex(({ kind }) => kind !== 'open');
  const place = end < 0 ? draft.stages.length : end;
  const before = Number(draft.stages[place - 1]?.probability ?? '0');
  const probability = String(Math.min(90, (Number.isFinite(before) ? before : 0) + 10));
  return {
    ...draft,
    stages: draft.stages.toSpliced(place, 0, { key, id: null, name: '', kind: 'open', probability }),
  };
}

export function changedStage(draft: Draft, key: string, part: Partial<DraftStage>): Draft {
  return {
    ...draft,
    stages: draft.stages.map((stage) => {
      if (stage.key !== key) {
        return stage;
      }
      const next = { ...stage, ...part };
      if (next.kind === stage.kind) {
        return next;
      }
      return { ...next, probability: next.kind === 'open' ? '50' : CERTAIN[next.kind] };
    }),
  };
}

export function withoutStage(draft: Draft, key: string): Draft {
  return { ...draft, stages: draft.stages.filter((stage) => stage.key !== key) };
}

export function movedStage(draft: Draft, key: string, place: number): Draft {
  const stage = draft.stages.find((each) => each.key === key);
  const others = draft.stages.filter((each) => each.key !== key);
  const at = Math.max(0, Math.min(others.length, place));
  return stage === undefined ? draft : { ...draft, stages: others.toSpliced(at, 0, stage) };
}
