import { beforeEach, expect, test } from 'vitest';
import { setFormats } from '@/lib/format';
import type { Activity } from './activity';
import { asKind, changesOf, draftOf, emptyDraft, fieldsOf, hasText } from './draft';

beforeEach(() => setFormats({ timeZone: 'Europe/Berlin' }));

const call = {
  kind: 'call',
  subject: null,
  body: 'Wants an offer',
  direction: 'inbound',
  channel: null,
  outcome: 'Reached',
  durationSeconds: 430,
  occurredAt: '2026-05-31T09:00:17.000Z',
} as Activity;

test('what was not touched is not written, down to the seconds', () => {
  expect(changesOf(call, draftOf(call))).toEqual({});
  expect(changesOf(call, { ...draftOf(call), body: 'Wants two offers' })).toEqual({ body: 'Wants two offers' });
  expect(changesOf(call, { ...draftOf(call), when: '2026-05-31T12:00' })).toEqual({
    occurredAt: '2026-05-31T10:00:00.000Z',
  });
});

test('what was typed stays when it becomes another kind', () => {
  const draft = asKind({ ...emptyDraft('note'), body: 'Rang me up' }, 'call');
  expect(draft).toMatchObject({ kind: 'call', body: 'Rang me up', direction: 'outbound' });
  expect(asKind(draft, 'note').direction).toBeNull();
});

test('without a time it happened now', () => {
  expect(fieldsOf({ ...emptyDraft('call'), minutes: '7' })).toEqual({
    subject: null,
    body: null,
    direction: 'outbound',
    channel: null,
    outcome: null,
    durationSeconds: 420,
  });
  expect(hasText(emptyDraft('call'))).toBe(false);
});
