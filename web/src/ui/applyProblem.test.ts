import { expect, test } from 'vitest';
import { ApiProblem } from '@/lib/api';
import { errorsByField } from './applyProblem';

const invalid = (...errors: { field: string; message: string }[]) =>
  new ApiProblem(422, { title: 'Not valid', detail: 'Fields are not valid.', errors });

test('what the server says stands at the field, of several messages the first', () => {
  const problem = invalid(
    { field: 'emails[1]', message: 'is not an e-mail address' },
    { field: 'emails[2]', message: 'is too long' },
    { field: 'name', message: 'must not be empty' },
  );
  expect(errorsByField(problem, ['name', 'emails'])).toEqual({
    emails: 'is not an e-mail address',
    name: 'must not be empty',
  });
});

test('what belongs to no field of the form is not lost', () => {
  expect(errorsByField(invalid({ field: 'ownerId', message: 'is nobody here' }), ['name'])).toEqual({
    form: 'ownerId is nobody here',
  });
  expect(errorsByField(new ApiProblem(409, { detail: 'There is one already.' }), ['name'])).toEqual({
    form: 'There is one already.',
  });
});
