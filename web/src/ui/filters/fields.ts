import type { QueryKey } from '@tanstack/react-query';
import type { Choice } from '@/lib/finding';
import { dayOf, formatDate, formatNumber } from '@/lib/format';
import type { Icon } from '@/lib/feature';
import { t } from './messages';

/** What the address bar says of a list: its filters, its order, its view. */
export type Search = Readonly<Partial<Record<string, string>>>;

/** A value that many records have, and how many. */
export interface ValueCount {
  key: string;
  /** What it is called, where that is another text than the value. */
  label?: string;
  count?: number;
}

/** What a query needs to be asked. */
export interface Asked<Data> {
  queryKey: QueryKey;
  queryFn: (context: { signal: AbortSignal }) => Promise<Data>;
  meta?: { topics: readonly string[] };
}

interface Common {
  /** The parameter of the address bar and of the API, or what two of them have in common. */
  id: string;
  label: string;
  icon: Icon;
  /** How "no value" is called, where that can be chosen. */
  none?: string;
}

/** Stands for no value where one is chosen; no text that people type is the same. */
export const NONE = '\u2205';

/** A text that is compared as a whole; the frequent ones can be chosen, any other one can be typed. */
export interface ValuesField extends Common {
  kind: 'values';
  values: () => Asked<ValueCount[]>;
  /** What a value is called; with it there are no other values than those that are offered. */
  named?: (key: string) => string;
}

/** Another record, found by its name. */
export interface RecordField extends Common {
  kind: 'record';
  find: (words: string) => Asked<Choice[]>;
  /** The name of the record of an id that stands in the address. */
  named: (id: string) => Asked<string>;
}

export interface Preset {
  label: string;
  from?: string;
  to?: string;
}

/** Between two whole numbers, either of which may be missing. */
export interface NumbersField extends Common {
  kind: 'numbers';
  from: string;
  to: string;
  least: number;
  most: number;
  presets: readonly Preset[];
}

/** Between two days, either of which may be missing; `-30d` is the day thirty days ago, whenever one looks. */
export interface DaysField extends Common {
  kind: 'days';
  from: string;
  to: string;
}

export interface FlagField extends Common {
  kind: 'flag';
  yes: string;
  /** Absent where only yes can be asked for. */
  no?: string;
}

export type FilterField = ValuesField | RecordField | NumbersField | DaysField | FlagField;

/** What the address says besides filters, words and order. */
const OF_THE_VIEW = ['view', 'columns'];
const LONGEST_TEXT = 1000;
const DAY_MILLIS = 86_400_000;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAYS_AGO = /^-(\d{1,4})d$/;

/** The parameters of the address that belong to a filter. */
export function parametersOf(field: FilterField): string[] {
  return field.kind === 'numbers' || field.kind === 'days' ? [field.from, field.to] : [field.id];
}

/**
 * What an address or a saved view says, without what this list does not know: the server refuses a filter that it does
 * not have, and an old link should still lead somewhere.
 */
export function readSearch(
  fields: readonly FilterField[],
  sorts: readonly string[],
  raw: Readonly<Record<string, unknown>>,
): Search {
  const search: Record<string, string> = {};
  const take = (parameter: string, value: string | undefined) => {
    if (value !== undefined) {
      search[parameter] = value;
    }
  };
  take('view', textOf(raw['view']));
  take('columns', textOf(raw['columns']));
  take('q', textOf(raw['q']));
  for (const field of fields) {
    parametersOf(field).forEach((parameter) => take(parameter, valueOf(field, raw[parameter])));
  }
  const sort = textOf(raw['sort']);
  take('sort', sort !== undefined && sorts.includes(sort.replace(/^-/, '')) ? sort : undefined);
  return search;
}

function textOf(raw: unknown): string | undefined {
  const text = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : '';
  return text.trim() === '' || text.length > LONGEST_TEXT ? undefined : text;
}

function valueOf(field: FilterField, raw: unknown): string | undefined {
  const text = textOf(raw);
  if (text === undefined) {
    return undefined;
  }
  switch (field.kind) {
    case 'values':
      return text;
    case 'record':
      return UUID.test(text) ? text : undefined;
    case 'numbers': {
      const number = Number(text);
      return Number.isInteger(number) && number >= field.least && number <= field.most ? String(number) : undefined;
    }
    case 'days':
      return DAYS_AGO.test(text) || (DAY.test(text) && !Number.isNaN(Date.parse(text))) ? text : undefined;
    case 'flag':
      return text === 'true' || (text === 'false' && field.no !== undefined) ? text : undefined;
  }
}

/** What the API is asked: days that are counted from today become dates. */
export function queryOf(search: Search, now: number = Date.now()): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([parameter, value]) => {
      if (OF_THE_VIEW.includes(parameter) || value === undefined) {
        return [];
      }
      const days = parameter === 'q' ? undefined : DAYS_AGO.exec(value)?.[1];
      return [[parameter, days === undefined ? value : dayOf(now - Number(days) * DAY_MILLIS)]];
    }),
  );
}

/** What is left of the address without filters: the view that was opened, its columns and the order. */
export function withoutFilters(search: Search): Search {
  return Object.fromEntries(Object.entries(search).filter(([parameter]) => !isFilter(parameter)));
}

export function isFiltered(search: Search): boolean {
  return Object.keys(search).some(isFilter);
}

function isFilter(parameter: string): boolean {
  return parameter !== 'sort' && !OF_THE_VIEW.includes(parameter);
}

export function isActive(field: FilterField, search: Search): boolean {
  return parametersOf(field).some((parameter) => search[parameter] !== undefined);
}

export function withoutField(field: FilterField, search: Search): Search {
  return without(search, ...parametersOf(field));
}

/** The address with a filter set; the values are those of its parameters, in their order. */
export function withField(field: FilterField, search: Search, ...values: (string | undefined)[]): Search {
  const next: Record<string, string | undefined> = { ...withoutField(field, search) };
  parametersOf(field).forEach((parameter, index) => {
    if (values[index] !== undefined && values[index] !== '') {
      next[parameter] = values[index];
    }
  });
  return next;
}

export function withWords(search: Search, words: string): Search {
  return words === '' ? without(search, 'q') : { ...search, q: words };
}

/** The search without what belongs to one parameter. */
export function without(search: Search, ...parameters: string[]): Search {
  return Object.fromEntries(Object.entries(search).filter(([parameter]) => !parameters.includes(parameter)));
}

/** What a chip says after the name of its filter; of a record it is the id, for its name has to be asked for. */
export function saidOf(field: FilterField, search: Search): string {
  switch (field.kind) {
    case 'values': {
      const value = search[field.id] ?? '';
      return field.named?.(value) ?? value;
    }
    case 'record':
      return search[field.id] ?? '';
    case 'flag':
      return search[field.id] === 'true' ? field.yes : (field.no ?? '');
    case 'numbers': {
      const [from, to] = [search[field.from], search[field.to]];
      const preset = field.presets.find((candidate) => candidate.from === from && candidate.to === to);
      return preset?.label ?? rangeSaid(from, to, (value) => formatNumber(Number(value)));
    }
    case 'days': {
      const [from, to] = [search[field.from], search[field.to]];
      const preset = dayPresets().find((candidate) => candidate.from === from && candidate.to === to);
      return preset?.label ?? rangeSaid(from, to, daySaid);
    }
  }
}

function rangeSaid(from: string | undefined, to: string | undefined, said: (value: string) => string): string {
  if (from === undefined || to === undefined) {
    return from === undefined ? t('atMost', { value: said(to ?? '') }) : t('atLeast', { value: said(from) });
  }
  return from === to ? said(from) : t('between', { from: said(from), to: said(to) });
}

function daySaid(value: string): string {
  const days = DAYS_AGO.exec(value)?.[1];
  return days === undefined ? formatDate(`${value}T12:00:00Z`) : t('daysAgo', { count: Number(days) });
}

export function dayPresets(): Preset[] {
  return [
    { label: t('today'), from: '-0d' },
    ...[7, 30, 90, 365].map((count) => ({ label: t('lastDays', { count }), from: `-${count}d` })),
    ...[30, 90, 365].map((count) => ({ label: t('beforeDays', { count }), to: `-${count}d` })),
  ];
}

/** The filters, words and order of an address, as a saved view keeps them. */
export function savedQuery(search: Search): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([parameter, value]) =>
      OF_THE_VIEW.includes(parameter) || value === undefined ? [] : [[parameter, value]],
    ),
  );
}
