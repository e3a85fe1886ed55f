import { expect, test } from 'vitest';
import { queryOf, readSearch, saidOf, savedQuery, withField, withoutField, type FilterField } from './fields';

const icon = () => null;
const none = () => ({ queryKey: [], queryFn: () => Promise.reject(new Error('Nobody asks.')) });
const role: FilterField = { kind: 'values', id: 'role', label: 'Role', icon, values: none };
const owner: FilterField = { kind: 'record', id: 'ownerId', label: 'Owner', icon, find: none, named: none };
const warmness: FilterField = {
  kind: 'numbers',
  id: 'warmness',
  label: 'Warmness',
  icon,
  from: 'warmnessMin',
  to: 'warmnessMax',
  least: 0,
  most: 100,
  presets: [{ label: 'Cold', to: '39' }],
};
const created: FilterField = {
  kind: 'days',
  id: 'created',
  label: 'Created',
  icon,
  from: 'createdFrom',
  to: 'createdTo',
};
const campaign: FilterField = { kind: 'flag', id: 'inCampaign', label: 'In a campaign', icon, yes: 'yes', no: 'no' };
const deleted: FilterField = { kind: 'flag', id: 'deleted', label: 'Deleted', icon, yes: 'only' };
const fields = [role, owner, warmness, created, campaign, deleted];
const read = (raw: Record<string, unknown>) => readSearch(fields, ['name', 'created'], raw);

test('an address says the filters, the words and the order', () => {
  expect(read({ q: 2024, role: 'Producer', warmnessMin: '40', inCampaign: 'false', sort: '-created' })).toEqual({
    q: '2024',
    role: 'Producer',
    warmnessMin: '40',
    inCampaign: 'false',
    sort: '-created',
  });
});

test('what a list does not know is left out, so that an old link still leads somewhere', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  expect(read({ colour: 'red', role: ' ', ownerId: 'me', sort: 'colour', createdFrom: 'soon' })).toEqual({});
  expect(read({ warmnessMin: 400, warmnessMax: 3.5, deleted: false, createdTo: '2026-13-45' })).toEqual({});
  expect(read({ ownerId: id, deleted: true, createdTo: '-30d' })).toEqual({
    ownerId: id,
    deleted: 'true',
    createdTo: '-30d',
  });
});

test('a view that is opened again is the address that was saved', () => {
  const search = read({ q: 'ada', warmnessMax: 39, inCampaign: false, sort: 'name' });
  expect(read(savedQuery({ ...search, view: 'x' }))).toEqual(search);
});

test('thirty days ago is a date for the server, and moves with the calendar', () => {
  const search = { createdTo: '-30d', q: '-30d', view: 'x' };
  expect(queryOf(search, Date.UTC(2026, 4, 31, 12))).toEqual({ createdTo: '2026-05-01', q: '-30d' });
});

test('a range replaces a range, and goes as a whole', () => {
  const search = { warmnessMin: '10', warmnessMax: '20', q: 'ada' };
  expect(withField(warmness, search, undefined, '39')).toEqual({ warmnessMax: '39', q: 'ada' });
  expect(withoutField(warmness, search)).toEqual({ q: 'ada' });
});

test('a chip says what its filter means', () => {
  expect(saidOf(warmness, { warmnessMax: '39' })).toBe('Cold');
  expect(saidOf(warmness, { warmnessMin: '10', warmnessMax: '20' })).toBe('10 – 20');
  expect(saidOf(warmness, { warmnessMin: '10' })).toBe('from 10');
  expect(saidOf(created, { createdFrom: '-7d' })).toBe('in the last 7 days');
  expect(saidOf(created, { createdTo: '-90d' })).toBe('longer than 90 days ago');
  expect(saidOf(created, { createdFrom: '2026-05-31', createdTo: '2026-05-31' })).toBe('May 31, 2026');
  expect(saidOf(campaign, { inCampaign: 'false' })).toBe('no');
});
