import IconActivity from '@tabler/icons-react/dist/esm/icons/IconActivity.mjs';
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import IconCalendarPlus from '@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs';
import IconCategory from '@tabler/icons-react/dist/esm/icons/IconCategory.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import IconFlame from '@tabler/icons-react/dist/esm/icons/IconFlame.mjs';
import IconId from '@tabler/icons-react/dist/esm/icons/IconId.mjs';
import IconMovie from '@tabler/icons-react/dist/esm/icons/IconMovie.mjs';
import IconSpeakerphone from '@tabler/icons-react/dist/esm/icons/IconSpeakerphone.mjs';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import IconArrowRampRight from '@tabler/icons-react/dist/esm/icons/IconArrowRampRight.mjs';
import { answer, api, type Schema } from '@/lib/api';
import { companiesFound, companyNamed, usersFound, userNamed } from '@/lib/finding';
import { queryClient } from '@/lib/query';
import { readSearch, type FilterField, type Search, type ValueCount } from '@/ui/filters/fields';
import { countsQuery } from './contact';
import { SORTS } from './contactsList';
import { t } from './messages';

const suggestions = {
  queryKey: ['contacts', 'suggestions'],
  queryFn: ({ signal }: { signal: AbortSignal }) => answer(api.GET('/api/contacts/suggestions', { signal })),
};

/** The frequent values of a field, and how many contacts have each. */
const counted = (key: 'byRole' | 'byProduction' | 'byType' | 'byStatus') => () => ({
  queryKey: ['contacts', 'stats', key],
  queryFn: async (): Promise<ValueCount[]> => (await queryClient.query(countsQuery))[key],
});

const suggested = (key: keyof Schema<'ContactSuggestions'>) => () => ({
  queryKey: ['contacts', 'suggestions', key],
  queryFn: async (): Promise<ValueCount[]> =>
    (await queryClient.query(suggestions))[key].map((value) => ({ key: value })),
});

/** What contacts can be narrowed by; the names are those of the API. Made when the language is known. */
export const contactFields = (): FilterField[] => [
  { kind: 'values', id: 'role', label: t('role'), icon: IconId, values: counted('byRole') },
  { kind: 'values', id: 'production', label: t('production'), icon: IconMovie, values: counted('byProduction') },
  { kind: 'values', id: 'status', label: t('status'), icon: IconActivity, values: counted('byStatus') },
  { kind: 'values', id: 'type', label: t('type'), icon: IconCategory, values: counted('byType') },
  { kind: 'values', id: 'tag', label: t('tag'), icon: IconTag, values: suggested('tag') },
  { kind: 'values', id: 'source', label: t('source'), icon: IconArrowRampRight, values: suggested('source') },
  { kind: 'record', id: 'ownerId', label: t('owner'), icon: IconUser, find: usersFound, named: userNamed },
  {
    kind: 'record',
    id: 'companyId',
    label: t('organisation'),
    icon: IconBuilding,
    find: companiesFound,
    named: companyNamed,
  },
  {
    kind: 'numbers',
    id: 'warmness',
    label: t('warmness'),
    icon: IconFlame,
    from: 'warmnessMin',
    to: 'warmnessMax',
    least: 0,
    most: 100,
    presets: [
      { label: t('cold'), to: '39' },
      { label: t('warm'), from: '40', to: '69' },
      { label: t('hot'), from: '70' },
    ],
  },
  {
    kind: 'days',
    id: 'lastContacted',
    label: t('lastContacted'),
    icon: IconClock,
    from: 'lastContactedFrom',
    to: 'lastContactedTo',
  },
  {
    kind: 'flag',
    id: 'inCampaign',
    label: t('inCampaign'),
    icon: IconSpeakerphone,
    yes: t('inCampaignYes'),
    no: t('inCampaignNo'),
  },
  { kind: 'days', id: 'created', label: t('created'), icon: IconCalendarPlus, from: 'createdFrom', to: 'createdTo' },
  { kind: 'flag', id: 'deleted', label: t('deleted'), icon: IconTrash, yes: t('deletedOnly') },
];

/** What the address of the list says. */
export function contactsSearch(raw: Record<string, unknown>): Search {
  return readSearch(contactFields(), SORTS, raw);
}
