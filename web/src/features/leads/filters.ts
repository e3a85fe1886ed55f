import IconActivity from '@tabler/icons-react/dist/esm/icons/IconActivity.mjs';
import IconAlarm from '@tabler/icons-react/dist/esm/icons/IconAlarm.mjs';
import IconArrowRampRight from '@tabler/icons-react/dist/esm/icons/IconArrowRampRight.mjs';
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import IconCalendarPlus from '@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs';
import IconCar from '@tabler/icons-react/dist/esm/icons/IconCar.mjs';
import IconCircleDot from '@tabler/icons-react/dist/esm/icons/IconCircleDot.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import IconFlag from '@tabler/icons-react/dist/esm/icons/IconFlag.mjs';
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs';
import IconMapPin from '@tabler/icons-react/dist/esm/icons/IconMapPin.mjs';
import IconSpeakerphone from '@tabler/icons-react/dist/esm/icons/IconSpeakerphone.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import IconUserOff from '@tabler/icons-react/dist/esm/icons/IconUserOff.mjs';
import { userNamed, usersFound } from '@/lib/finding';
import { queryClient } from '@/lib/query';
import { readSearch, type FilterField, type Search, type ValueCount, type ValuesField } from '@/ui/filters/fields';
import { SLA_LABELS, statsQuery, statusesQuery, statusName } from './lead';
import { t } from './deskMessages';

type Chosen = Pick<ValuesField, 'values' | 'named'>;

/** Of a few codes, which have names. */
function fixed<Code extends string>(names: Record<Code, string>): Chosen {
  const entries = Object.entries<string>(names);
  return {
    values: () => ({
      queryKey: ['leads', 'choices', ...entries.map(([key]) => key)],
      queryFn: () => Promise.resolve(entries.map(([key, label]): ValueCount => ({ key, label }))),
    }),
    named: (code) => names[code as Code],
  };
}

const statusesThat = (wanted: 'all' | 'active') => () => ({
  queryKey: ['leads', 'statuses', 'choices', wanted],
  queryFn: async (): Promise<ValueCount[]> =>
    (await queryClient.query(statusesQuery))
      .filter(({ active }) => active || wanted === 'all')
      .map(({ code, name }) => ({ key: code, label: name })),
  meta: { topics: ['lead-statuses'] },
});

/** What a lead can be given. */
export const activeStatuses = statusesThat('active');

const statuses: Chosen = {
  values: statusesThat('all'),
  named: statusName,
};

const sources = () => ({
  queryKey: ['leads', 'stats', 'sources'],
  queryFn: async (): Promise<ValueCount[]> =>
    (await queryClient.query(statsQuery())).bySource.map(({ source, leads }) => ({ key: source ?? '', count: leads })),
});

/** Nobody counts these, so they are typed. */
const typed = (field: string) => () => ({
  queryKey: ['leads', 'choices', field],
  queryFn: () => Promise.resolve<ValueCount[]>([]),
});

/** What the queue can be narrowed by; the names are those of the API. Made when the language is known. */
export const leadFields = (): FilterField[] => [
  { kind: 'values', id: 'status', label: t('status'), icon: IconCircleDot, ...statuses },
  {
    kind: 'values',
    id: 'kind',
    label: t('kind'),
    icon: IconActivity,
    ...fixed({ open: t('open'), won: t('won'), lost: t('lost'), duplicate: t('duplicate') }),
  },
  { kind: 'values', id: 'source', label: t('source'), icon: IconArrowRampRight, values: sources },
  { kind: 'values', id: 'model', label: t('model'), icon: IconCar, values: typed('model') },
  { kind: 'record', id: 'psId', label: t('ps'), icon: IconUser, find: usersFound, named: userNamed },
  { kind: 'record', id: 'creId', label: t('cre'), icon: IconHeadset, find: usersFound, named: userNamed },
  {
    kind: 'values',
    id: 'priority',
    label: t('priority'),
    icon: IconFlag,
    ...fixed({ high: t('high'), normal: t('normal'), low: t('low') }),
  },
  {
    kind: 'values',
    id: 'sla',
    label: t('sla'),
    icon: IconAlarm,
    ...fixed({
      overdue: t(SLA_LABELS.overdue),
      waiting: t(SLA_LABELS.waiting),
      missed: t(SLA_LABELS.missed),
      met: t(SLA_LABELS.met),
    }),
  },
  { kind: 'flag', id: 'overdue', label: t('overdue'), icon: IconClock, yes: t('onlyOverdue') },
  { kind: 'flag', id: 'unassigned', label: t('unassigned'), icon: IconUserOff, yes: t('onlyUnassigned') },
  { kind: 'values', id: 'campaign', label: t('campaign'), icon: IconSpeakerphone, values: typed('campaign') },
  { kind: 'values', id: 'city', label: t('city'), icon: IconMapPin, values: typed('city') },
  { kind: 'values', id: 'branch', label: t('branch'), icon: IconBuilding, values: typed('branch') },
  { kind: 'days', id: 'created', label: t('created'), icon: IconCalendarPlus, from: 'createdFrom', to: 'createdTo' },
];

/** What all leads can be narrowed by. */
export const tableFields = (): FilterField[] => [
  ...leadFields(),
  { kind: 'flag', id: 'deleted', label: t('deleted'), icon: IconTrash, yes: t('deletedOnly') },
];

export const SORTS = ['created', 'followUp', 'name'] as const;

/** What the address of the queue says. */
export function leadsSearch(raw: Record<string, unknown>): Search {
  return readSearch(leadFields(), [], raw);
}
