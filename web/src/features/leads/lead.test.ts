import { beforeAll, expect, test } from 'vitest';
import { setFormats } from '@/lib/format';
import { groupOf, isLate } from './lead';

const noon = Date.parse('2026-11-21T11:00:00Z');
const at = (nextFollowUpAt: string | null) => groupOf({ nextFollowUpAt }, noon);

beforeAll(() => setFormats({ timeZone: 'Asia/Kolkata' }));

test('a lead stands under the day on which it is due where the user is', () => {
  expect(at('2026-11-21T10:59:59Z')).toBe('overdue');
  expect(at('2026-11-21T11:00:00Z')).toBe('today');
  expect(at('2026-11-21T18:29:00Z')).toBe('today');
  expect(at('2026-11-21T18:30:00Z')).toBe('later');
  expect(at(null)).toBe('unplanned');
});

test('a first response is late when its time has passed, whatever the last answer of the server said', () => {
  const due = (sla: 'waiting' | 'overdue' | 'met' | 'missed', firstResponseDueAt: string) =>
    isLate({ sla, firstResponseDueAt }, noon);
  expect(due('waiting', '2026-11-21T11:00:01Z')).toBe(false);
  expect(due('waiting', '2026-11-21T10:59:59Z')).toBe(true);
  expect(due('overdue', '2026-11-21T11:00:01Z')).toBe(true);
  expect(due('missed', '2026-11-21T11:00:01Z')).toBe(true);
  expect(due('met', '2026-11-21T10:59:59Z')).toBe(false);
});
