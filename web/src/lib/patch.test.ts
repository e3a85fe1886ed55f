import { expect, test, vi } from 'vitest';
import { ApiProblem } from './api';
import { Overtaken, patchOver } from './patch';

const base = { id: 'a', version: 1, role: 'Gaffer', status: 'new' };
const lost = new ApiProblem(412, { detail: 'Somebody changed it.' });

function sending(current: typeof base) {
  const send = vi.fn((record: typeof base) =>
    record.version === current.version ? Promise.resolve({ ...current, version: 9 }) : Promise.reject(lost),
  );
  return { base, send, read: () => Promise.resolve(current), value: (record: typeof base) => record.role };
}

test('a change of another field by somebody else is no conflict', async () => {
  const patch = sending({ ...base, version: 2, status: 'active' });
  expect(await patchOver(patch)).toMatchObject({ version: 9, status: 'active' });
  expect(patch.send).toHaveBeenCalledTimes(2);
});

test('a change of the same field by somebody else is one, and says what it is now', async () => {
  const patch = sending({ ...base, version: 2, role: 'Best boy' });
  const overtaken: unknown = await patchOver(patch).catch((error: unknown) => error);
  expect(overtaken).toBeInstanceOf(Overtaken);
  expect((overtaken as Overtaken<typeof base>).current.role).toBe('Best boy');
  expect(patch.send).toHaveBeenCalledTimes(1);
});

test('what the server refuses for another reason is told as it is', async () => {
  const refused = new ApiProblem(422, {});
  const patch = { ...sending(base), send: () => Promise.reject(refused) };
  await expect(patchOver(patch)).rejects.toBe(refused);
});
