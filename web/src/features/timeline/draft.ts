import { momentOf, wallTimeOf } from '@/lib/zonedTime';
import type { Activity, ActivityFields, Kind } from './activity';

/** What stands in a form for an activity. */
export interface Draft {
  kind: Kind;
  subject: string;
  body: string;
  direction: 'inbound' | 'outbound' | null;
  channel: string;
  outcome: string;
  minutes: string;
  /** A wall time of the user; empty for now. */
  when: string;
}

interface Shape {
  subject: boolean;
  direction: boolean;
  channel: boolean;
  outcome: boolean;
  minutes: boolean;
}

const NOTHING: Shape = { subject: false, direction: false, channel: false, outcome: false, minutes: false };

/** Which fields make sense for which kind. */
const SHAPES: Record<Kind, Shape> = {
  note: NOTHING,
  call: { ...NOTHING, direction: true, outcome: true, minutes: true },
  meeting: { ...NOTHING, subject: true, outcome: true, minutes: true },
  email: { ...NOTHING, subject: true, direction: true },
  message: { ...NOTHING, direction: true, channel: true },
  interaction: { ...NOTHING, subject: true, channel: true, outcome: true },
};

/** Also the fields that another program filled although the kind does not ask for them. */
export function shapeOf(kind: Kind, filled: Draft): Shape {
  const { subject, direction, channel, outcome, minutes } = SHAPES[kind];
  return {
    subject: subject || filled.subject !== '',
    direction: direction || filled.direction !== null,
    channel: channel || filled.channel !== '',
    outcome: outcome || filled.outcome !== '',
    minutes: minutes || filled.minutes !== '',
  };
}

export const emptyDraft = (kind: Kind): Draft => ({
  kind,
  subject: '',
  body: '',
  direction: SHAPES[kind].direction ? 'outbound' : null,
  channel: '',
  outcome: '',
  minutes: '',
  when: '',
});

/** What was typed stays when somebody finds that it was rather a call than a note. */
export function asKind(draft: Draft, kind: Kind): Draft {
  return { ...draft, kind, direction: SHAPES[kind].direction ? (draft.direction ?? 'outbound') : null };
}

export function hasText({ subject, body, channel, outcome, minutes }: Draft): boolean {
  return [subject, body, channel, outcome, minutes].some((text) => text.trim() !== '');
}

export function draftOf(activity: Activity): Draft {
  const { kind, subject, body, direction, channel, outcome, durationSeconds, occurredAt } = activity;
  return {
    kind,
    subject: subject ?? '',
    body: body ?? '',
    direction,
    channel: channel ?? '',
    outcome: outcome ?? '',
    minutes: durationSeconds === null ? '' : String(Math.round(durationSeconds / 60)),
    when: wallTimeOf(occurredAt),
  };
}

/** What the server is asked to write. */
export function fieldsOf(draft: Draft): ActivityFields {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const minutes = Number.parseInt(draft.minutes, 10);
  return {
    subject: orNull(draft.subject),
    body: orNull(draft.body),
    direction: draft.direction,
    channel: orNull(draft.channel),
    outcome: orNull(draft.outcome),
    durationSeconds: Number.isFinite(minutes) ? minutes * 60 : null,
    ...(draft.when === '' ? {} : { occurredAt: momentOf(draft.when) }),
  };
}

/** Only what differs, so that a change of the text does not cut the seconds off the time. */
export function changesOf(activity: Activity, draft: Draft): ActivityFields {
  const before = fieldsOf(draftOf(activity));
  const after = fieldsOf(draft);
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => value !== before[name as keyof ActivityFields]),
  );
}

const KEY = 'brisk-draft-';

/** Drafts live as long as the tab, so leaving a page loses nothing. */
export function savedDraft(id: string): Draft | undefined {
  try {
    const text = sessionStorage.getItem(KEY + id);
    return text === null ? undefined : { ...emptyDraft('note'), ...(JSON.parse(text) as Partial<Draft>) };
  } catch {
    return undefined;
  }
}

export function saveDraft(id: string, draft: Draft | undefined): void {
  try {
    if (draft === undefined || !hasText(draft)) {
      sessionStorage.removeItem(KEY + id);
    } else {
      sessionStorage.setItem(KEY + id, JSON.stringify(draft));
    }
  } catch {
    // A browser that keeps nothing: the draft lasts as long as the page.
  }
}
