import { expect, test } from 'vitest';
import { layered } from './kitStyles';

test('whatever is fetched first, what others are made of stands below them', () => {
  const [order = '', first] = layered('baseline', 'a {}').split('\n');

  expect(first).toBe('@layer mantine.baseline {');
  expect(order.indexOf('mantine.Input,')).toBeLessThan(order.indexOf('mantine.parts'));
  expect(layered('Input', 'a {}')).toBe('@layer mantine.Input {\na {}\n}\n');
  expect(layered('Button', 'a {}')).toBe('@layer mantine.parts {\na {}\n}\n');
});
