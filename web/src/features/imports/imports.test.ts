import { describe, expect, it } from 'vitest';
import { contentTypeOf, MOST_BYTES, unsuitable } from './file';
import { conflicts, corrections, isComplete, samplesOf, takenBy, type Mapping } from './mapping';
import { phaseOf, rateOf, roughly, steady, type Job, type Progress } from './progress';

describe('a mapping', () => {
  const mapping: Mapping = {
    Mail: 'emails',
    'Mail 2': 'emails',
    Name: 'name',
    Person: 'name',
    Remarks: 'custom',
    No: 'ignore',
  };

  it('gives a field to one column only, unless there can be several of it', () => {
    expect([...conflicts('contacts', mapping)]).toEqual([
      ['Name', 'Person'],
      ['Person', 'Name'],
    ]);
    expect(takenBy('contacts', mapping, 'name', 'Remarks')).toBe('Name');
    expect(takenBy('contacts', mapping, 'emails', 'Remarks')).toBeUndefined();
    expect(takenBy('contacts', mapping, 'custom', 'No')).toBeUndefined();
  });

  it('needs a column that says whom a row is about', () => {
    expect(isComplete('contacts', { A: 'phones' })).toBe(true);
    expect(isComplete('contacts', { A: 'jobTitle', B: 'custom' })).toBe(false);
    expect(isComplete('companies', { A: 'phones' })).toBe(false);
    expect(isComplete('leads', { A: 'name' })).toBe(false);
    expect(isComplete('leads', { A: 'alternatePhones' })).toBe(true);
  });

  it('sends only what somebody changed', () => {
    expect(corrections(mapping, { ...mapping, Person: 'ignore' })).toEqual({ Person: 'ignore' });
  });

  it('shows the first different values of a column', () => {
    expect(samplesOf([['a', ''], ['a', ' x '], ['b'], ['c', 'y']], 1, 3)).toEqual(['x', 'y']);
    expect(samplesOf([['a'], ['a'], ['b'], ['c']], 0, 2)).toEqual(['a', 'b']);
  });
});

describe('progress', () => {
  const progress: Progress = {
    state: 'running',
    bytesRead: 10,
    bytesTotal: 100,
    rowsRead: 5,
    rowsSaved: 0,
    percent: 3,
  };

  it('has phases', () => {
    expect(phaseOf({ ...progress, state: 'queued' })).toBe('waiting');
    expect(phaseOf(progress)).toBe('reading');
    expect(phaseOf({ ...progress, bytesRead: 99 })).toBe('comparing');
    expect(phaseOf({ ...progress, bytesRead: 100, rowsSaved: 3 })).toBe('saving');
    expect(phaseOf({ ...progress, bytesRead: 100, rowsSaved: 5 })).toBe('finishing');
  });

  it('counts the time left down steadily, and follows an estimate that is clearly another', () => {
    const first = steady(undefined, 60, 0);
    const second = steady(first, 70, 5_000);
    expect(second).toEqual({ seconds: 55, at: 5_000 });
    expect(steady(second, 54, 6_000).seconds).toBe(54);
    expect(steady(second, 120, 6_000).seconds).toBe(120);
    expect(steady({ seconds: 1, at: 0 }, 2, 9_000).seconds).toBe(0);
  });

  it('is said as exactly as an estimate deserves', () => {
    expect(roughly(2)).toEqual({ unit: 'moment' });
    expect(roughly(11)).toEqual({ unit: 'seconds', count: 15 });
    expect(roughly(58)).toEqual({ unit: 'minutes', count: 1 });
    expect(roughly(8_000)).toEqual({ unit: 'hours', count: 2 });
  });

  it('has a rate over the whole way in the end', () => {
    const job = { rowsRead: 3_000, startedAt: '2026-06-01T10:00:00Z', finishedAt: '2026-06-01T10:00:02Z' } as Job;
    expect(rateOf(job)).toBe(1_500);
    expect(rateOf({ ...job, startedAt: null })).toBeUndefined();
  });
});

describe('a file', () => {
  it('is refused for what its name and size tell', () => {
    expect(unsuitable({ name: 'people.csv', size: 10 })).toBeUndefined();
    expect(unsuitable({ name: 'people', size: 10 })).toBeUndefined();
    expect(unsuitable({ name: 'People.ODS', size: 10 })).toBe('spreadsheet');
    expect(unsuitable({ name: 'people.pdf', size: 10 })).toBe('notCsv');
    expect(unsuitable({ name: 'people.csv', size: 0 })).toBe('empty');
    expect(unsuitable({ name: 'people.csv', size: MOST_BYTES + 1 })).toBe('tooLarge');
  });

  it('says what separates its columns', () => {
    expect(contentTypeOf('a.tsv')).toBe('text/tab-separated-values');
    expect(contentTypeOf('a.csv')).toBe('text/csv');
  });
});
