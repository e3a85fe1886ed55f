import { expect, test } from 'vitest';
import { filesOfPages, type Part } from './startScript';

function part(fileName: string, imports: string[], rest: Partial<Part> = {}): Part {
  return { fileName, imports, facadeModuleId: null, isEntry: false, ...rest };
}

test('a page needs its own files and what they import, but not what every page has', () => {
  const parts = [
    part('first.js', [], { isEntry: true }),
    part('contact.js', ['first.js', 'facts.js'], { facadeModuleId: '/src/app/pages/ContactRoute.tsx' }),
    part('facts.js', ['first.js', 'contact.js']),
  ];

  expect(filesOfPages(parts, { '/contacts/$id': 'pages/ContactRoute.tsx' })).toEqual([
    { address: '^/contacts/[^/]+$', files: ['/contact.js', '/facts.js'] },
  ]);
  expect(() => filesOfPages(parts, { '/deals': 'pages/BoardRoute.tsx' })).toThrow('BoardRoute');
});
