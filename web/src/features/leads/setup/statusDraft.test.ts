import { expect, test } from 'vitest';
import type { Status } from './setup';
import { changedStatus, draftOf, movedStatus, stepsOf, withStatus } from './statusDraft';

const status = (code: string, position: number, part: Partial<Status> = {}) =>
  ({ id: code, code, name: code, kind: 'open', active: true, version: 1, position, ...part }) as Status;

const statuses = [status('new', 1), status('contacted', 2), status('won', 3, { kind: 'won' })];

test('what nobody changed is not sent', () => {
  expect(stepsOf(draftOf(statuses))).toEqual([]);
});

test('only what stands at another place is told so', () => {
  const steps = stepsOf(movedStatus(draftOf(statuses), 'contacted', 0));
  expect(steps).toEqual([
    { key: 'contacted', of: statuses[1], change: { position: 1 } },
    { key: 'new', of: statuses[0], change: { position: 2 } },
  ]);
});

test('a new status stands behind the last open one', () => {
  const draft = changedStatus(withStatus(draftOf(statuses), 'k'), 'k', { name: ' Finance approved ' });
  expect(stepsOf(draft)).toEqual([
    { key: 'k', create: { name: 'Finance approved', kind: 'open', active: true, position: 3 } },
    { key: 'won', of: statuses[2], change: { position: 4 } },
  ]);
});

test('what ends comes last, so that there is an open status at every moment', () => {
  const one = [status('new', 1), status('old', 2, { active: false })];
  const draft = changedStatus(changedStatus(draftOf(one), 'new', { active: false }), 'old', { active: true });
  expect(stepsOf(draft).map(({ key }) => key)).toEqual(['old', 'new']);
});

test('names without Latin letters get codes of their own', () => {
  let draft = withStatus(withStatus(draftOf([status('status_1', 1)]), 'a'), 'b');
  draft = changedStatus(changedStatus(draft, 'a', { name: 'संपर्क किया' }), 'b', { name: 'تم' });
  expect(stepsOf(draft).flatMap((step) => ('create' in step ? step.create.code : []))).toEqual([
    'status_2',
    'status_3',
  ]);
});
