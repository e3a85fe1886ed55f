import IconArrowRampRight from '@tabler/icons-react/dist/esm/icons/IconArrowRampRight.mjs';
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import IconCalendarCheck from '@tabler/icons-react/dist/esm/icons/IconCalendarCheck.mjs';
import IconCalendarEvent from '@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs';
import IconCalendarPlus from '@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs';
import IconCircleDot from '@tabler/icons-react/dist/esm/icons/IconCircleDot.mjs';
import IconCoins from '@tabler/icons-react/dist/esm/icons/IconCoins.mjs';
import IconColumns3 from '@tabler/icons-react/dist/esm/icons/IconColumns3.mjs';
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import { answer, api, type Schema } from '@/lib/api';
import { companiesFound, companyNamed, usersFound, userNamed, type Choice } from '@/lib/finding';
import { queryClient } from '@/lib/query';
import { readSearch, without, type Asked, type FilterField, type Search, type ValueCount } from '@/ui/filters/fields';
import { pipelinesQuery } from './deal';
import { SORTS } from './dealsList';
import { t } from './messages';

const STATUSES = ['open', 'won', 'lost'];
const MOST_VALUE = 1_000_000_000;

const suggestions = {
  queryKey: ['deals', 'suggestions'],
  queryFn: ({ signal }: { signal: AbortSignal }) => answer(api.GET('/api/deals/suggestions', { signal })),
};

const suggested = (key: keyof Schema<'DealSuggestions'>) => () => ({
  queryKey: ['deals', 'suggestions', key],
  queryFn: async (): Promise<ValueCount[]> =>
    (await queryClient.query(suggestions))[key].map((value) => ({ key: value })),
});

async function pipelines(): Promise<Choice[]> {
  return (await queryClient.query(pipelinesQuery)).map(({ id, name }) => ({ id, name }));
}

/** The stages of all pipelines; which pipeline they belong to is said where there are several. */
async function stages(): Promise<Choice[]> {
  const all = await queryClient.query(pipelinesQuery);
  return all.flatMap((pipeline) =>
    pipeline.stages.map(({ id, name }) => ({ id, name, detail: all.length > 1 ? pipeline.name : undefined })),
  );
}

const choicesOf = (kind: string, all: () => Promise<Choice[]>) => ({
  find: (words: string): Asked<Choice[]> => ({
    queryKey: ['pipelines', kind, words],
    queryFn: async () =>
      (await all()).filter(({ name }) => name.toLocaleLowerCase().includes(words.toLocaleLowerCase())),
  }),
  named: (id: string): Asked<string> => ({
    queryKey: ['pipelines', kind, 'name', id],
    queryFn: async () => (await all()).find((each) => each.id === id)?.name ?? '',
  }),
});

/** What deals can be narrowed by on the board; the names are those of the API. Made when the language is known. */
export const boardFields = (): FilterField[] => [
  { kind: 'record', id: 'ownerId', label: t('owner'), icon: IconUser, find: usersFound, named: userNamed },
  {
    kind: 'record',
    id: 'companyId',
    label: t('company'),
    icon: IconBuilding,
    find: companiesFound,
    named: companyNamed,
  },
  {
    kind: 'numbers',
    id: 'value',
    label: t('value'),
    icon: IconCoins,
    from: 'valueMin',
    to: 'valueMax',
    least: 0,
    most: MOST_VALUE,
    presets: [
      { label: t('valueSmall'), to: '1000' },
      { label: t('valueMiddle'), from: '1000', to: '10000' },
      { label: t('valueLarge'), from: '10000' },
    ],
  },
  {
    kind: 'days',
    id: 'expectedClose',
    label: t('expectedClose'),
    icon: IconCalendarEvent,
    from: 'expectedCloseFrom',
    to: 'expectedCloseTo',
  },
  { kind: 'days', id: 'created', label: t('created'), icon: IconCalendarPlus, from: 'createdFrom', to: 'createdTo' },
  { kind: 'days', id: 'closed', label: t('closed'), icon: IconCalendarCheck, from: 'closedFrom', to: 'closedTo' },
  { kind: 'values', id: 'tag', label: t('tag'), icon: IconTag, values: suggested('tag') },
  { kind: 'values', id: 'source', label: t('source'), icon: IconArrowRampRight, values: suggested('source') },
];

/** What deals can be narrowed by in the table. */
export const dealFields = (): FilterField[] => [
  {
    kind: 'values',
    id: 'status',
    label: t('status'),
    icon: IconCircleDot,
    values: () => ({
      queryKey: ['deals', 'values', 'status'],
      queryFn: () => Promise.resolve(STATUSES.map((key) => ({ key }))),
    }),
  },
  { kind: 'record', id: 'stageId', label: t('stage'), icon: IconColumns3, ...choicesOf('stages', stages) },
  { kind: 'record', id: 'pipelineId', label: t('pipeline'), icon: IconFilter, ...choicesOf('pipelines', pipelines) },
  ...boardFields(),
  { kind: 'flag', id: 'deleted', label: t('deleted'), icon: IconTrash, yes: t('deletedOnly') },
];

/** What the address of the table says. */
export function dealsSearch(raw: Record<string, unknown>): Search {
  const search = readSearch(dealFields(), SORTS, raw);
  return STATUSES.includes(search['status'] ?? 'open') ? search : without(search, 'status');
}

/** What the address of the board says. */
export function boardSearch(raw: Record<string, unknown>): Search {
  const search = without(readSearch(boardFields(), [], raw), 'view', 'columns');
  const pipelineId = dealsSearch(raw)['pipelineId'];
  return pipelineId === undefined ? search : { ...search, pipelineId };
}
