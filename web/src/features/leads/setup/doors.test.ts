import { expect, test } from 'vitest';
import { exampleOf } from './doors';

test('the example signs what it sends', () => {
  const example = exampleOf('https://crm.example/api/leads/intake/abc');
  expect(example).toContain("curl -X POST 'https://crm.example/api/leads/intake/abc'");
  expect(example).toContain('printf \'%s.%s\' "$t" "$body" | openssl dgst -sha256 -hmac "$SECRET"');
  expect(example).toContain('X-Brisk-Signature: t=$t,v1=$v1');
});
