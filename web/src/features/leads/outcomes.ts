/** What a call came to, in the order of the keys 1 to 7. */
export const OUTCOMES = [
  'connected',
  'callback',
  'no_answer',
  'busy',
  'unreachable',
  'wrong_number',
  'not_interested',
] as const;

export type Outcome = (typeof OUTCOMES)[number];
