import { expect, test } from 'vitest';
import { bodyOf, changedStage, draftOf, isChanged, movedStage, withoutStage, withStage } from './pipelineDraft';

const pipeline = {
  id: 'p',
  name: 'Sales',
  position: 1,
  version: 1,
  createdAt: '',
  updatedAt: '',
  deletedAt: null,
  stages: [
    { id: 'a', name: 'New', kind: 'open' as const, probability: 10 },
    { id: 'b', name: 'Won', kind: 'won' as const, probability: 100 },
    { id: 'c', name: 'Lost', kind: 'lost' as const, probability: 0 },
  ],
};

test('what nobody touched is what the server has', () => {
  expect(isChanged(draftOf(pipeline), pipeline)).toBe(false);
  expect(bodyOf(draftOf(pipeline)).stages[0]).toEqual({ id: 'a', name: 'New', kind: 'open', probability: 10 });
});

test('a new stage stands where deals pass it, and has no id', () => {
  const draft = withStage(draftOf(pipeline), 'new');
  expect(draft.stages.map(({ key }) => key)).toEqual(['a', 'new', 'b', 'c']);
  expect(bodyOf(changedStage(draft, 'new', { name: ' Offer ' })).stages[1]).toEqual({
    name: 'Offer',
    kind: 'open',
    probability: 20,
  });
});

test('what is won or lost is certain, and what is no number is left to the server', () => {
  const won = changedStage(draftOf(pipeline), 'a', { kind: 'won' });
  expect(bodyOf(won).stages[0]?.probability).toBe(100);
  const odd = changedStage(draftOf(pipeline), 'a', { probability: 'half' });
  expect(bodyOf(odd).stages[0]?.probability).toBe('half');
});

test('stages change places within the list', () => {
  const keys = (place: number) => movedStage(draftOf(pipeline), 'c', place).stages.map(({ key }) => key);
  expect(keys(0)).toEqual(['c', 'a', 'b']);
  expect(keys(-3)).toEqual(['c', 'a', 'b']);
  expect(keys(9)).toEqual(['a', 'b', 'c']);
  expect(withoutStage(draftOf(pipeline), 'b').stages).toHaveLength(2);
});
