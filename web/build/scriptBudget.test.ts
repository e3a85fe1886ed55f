import { expect, test } from 'vitest';
import { scriptsPerRoute, type Chunk } from './scriptBudget';

function chunk(fileName: string, imports: string[], kind: Partial<Chunk> = {}): Chunk {
  return { fileName, imports, code: fileName.repeat(50), isEntry: false, isDynamicEntry: false, ...kind };
}

test('a route costs the entry, its own chunk and what both import, each once', () => {
  const shared = chunk('shared.js', ['shared-2.js']);
  const chunks = [
    chunk('entry.js', ['shared.js'], { isEntry: true }),
    shared,
    chunk('shared-2.js', ['shared.js']),
    chunk('contacts.js', ['shared.js', 'table.js'], { isDynamicEntry: true }),
    chunk('table.js', []),
  ];
  const bytes = Object.fromEntries(scriptsPerRoute(chunks).map((route) => [route.fileName, route.bytes]));
  const alone = (name: string) => scriptsPerRoute([chunk(name, [], { isEntry: true })])[0]?.bytes ?? 0;

  expect(bytes['entry.js']).toBe(alone('entry.js') + alone('shared.js') + alone('shared-2.js'));
  expect(bytes['contacts.js']).toBe((bytes['entry.js'] ?? 0) + alone('contacts.js') + alone('table.js'));
});
