import { expect, test } from 'vitest';
import { ApiProblem, type Schema } from './api';
import { inPortions, type BulkItem } from './bulk';

const items = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `r${index}` }));

function sending({ failing = [] as string[], refuse = [] as ApiProblem[] } = {}) {
  const sizes: number[] = [];
  const send = (portion: BulkItem[]): Promise<Schema<'BulkResult'>> => {
    const problem = refuse.shift();
    if (problem !== undefined) {
      return Promise.reject(problem);
    }
    sizes.push(portion.length);
    const results = portion.map(({ id }, index) =>
      failing.includes(id)
        ? { index, id, result: 'failed' as const, status: 412, detail: 'Somebody else changed it.' }
        : { index, id, result: 'updated' as const },
    );
    const failed = results.filter(({ result }) => result === 'failed').length;
    return Promise.resolve({ operation: 'update', succeeded: results.length - failed, failed, results });
  };
  return { send, sizes };
}

test('many records are sent in portions, with their progress', async () => {
  const { send, sizes } = sending();
  const progress: number[] = [];
  const end = await inPortions(items(2_200), send, { onProgress: (sent) => progress.push(sent) });
  expect(sizes).toEqual([1_000, 1_000, 200]);
  expect(progress).toEqual([1_000, 2_000, 2_200]);
  expect(end.done).toHaveLength(2_200);
});

test('what fails is told with its reason, the others are done', async () => {
  const { send } = sending({ failing: ['r3', 'r7'] });
  const end = await inPortions(items(10), send, { portion: 5 });
  expect(end.failed).toEqual([
    { id: 'r3', reason: 'Somebody else changed it.' },
    { id: 'r7', reason: 'Somebody else changed it.' },
  ]);
  expect(end.done).toHaveLength(8);
});

test('cancelling keeps what was done and says what is left', async () => {
  const { send } = sending();
  const cancel = new AbortController();
  const end = await inPortions(items(10), send, {
    portion: 4,
    signal: cancel.signal,
    onProgress: () => cancel.abort(),
  });
  expect(end.done).toHaveLength(4);
  expect(end.left).toEqual(['r4', 'r5', 'r6', 'r7', 'r8', 'r9']);
  expect(end.error).toBeUndefined();
});

test('a busy server is waited for, a refusal ends it', async () => {
  const busy = new ApiProblem(429, { detail: 'Too many requests.' }, 0);
  const refused = new ApiProblem(422, { detail: '1 field is not valid.' });
  expect((await inPortions(items(2), sending({ refuse: [busy] }).send)).done).toHaveLength(2);
  expect(await inPortions(items(2), sending({ refuse: [refused] }).send)).toMatchObject({
    done: [],
    left: ['r0', 'r1'],
    error: refused,
  });
});
