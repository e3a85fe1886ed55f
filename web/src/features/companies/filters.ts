import IconArrowRampRight from '@tabler/icons-react/dist/esm/icons/IconArrowRampRight.mjs';
import IconBriefcase from '@tabler/icons-react/dist/esm/icons/IconBriefcase.mjs';
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import IconCalendarPlus from '@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs';
import IconMapPin from '@tabler/icons-react/dist/esm/icons/IconMapPin.mjs';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import { answer, api, type Schema } from '@/lib/api';
import { companiesFound, companyNamed, usersFound, userNamed } from '@/lib/finding';
import { queryClient } from '@/lib/query';
import { readSearch, type FilterField, type Search, type ValueCount } from '@/ui/filters/fields';
import { SORTS } from './companiesList';
import { t } from './messages';

const suggestions = {
  queryKey: ['companies', 'suggestions'],
  queryFn: ({ signal }: { signal: AbortSignal }) => answer(api.GET('/api/companies/suggestions', { signal })),
};

const suggested = (key: keyof Schema<'CompanySuggestions'>) => () => ({
  queryKey: ['companies', 'suggestions', key],
  queryFn: async (): Promise<ValueCount[]> =>
    (await queryClient.query(suggestions))[key].map((value) => ({ key: value })),
});

/** What companies can be narrowed by; the names are those of the API. Made when the language is known. */
export const companyFields = (): FilterField[] => [
  { kind: 'values', id: 'industry', label: t('industry'), icon: IconBriefcase, values: suggested('industry') },
  { kind: 'values', id: 'country', label: t('country'), icon: IconMapPin, values: suggested('country') },
  { kind: 'values', id: 'tag', label: t('tag'), icon: IconTag, values: suggested('tag') },
  { kind: 'values', id: 'source', label: t('source'), icon: IconArrowRampRight, values: suggested('source') },
  { kind: 'record', id: 'ownerId', label: t('owner'), icon: IconUser, find: usersFound, named: userNamed },
  {
    kind: 'record',
    id: 'parentId',
    label: t('parent'),
    icon: IconBuilding,
    find: companiesFound,
    named: companyNamed,
  },
  { kind: 'days', id: 'created', label: t('created'), icon: IconCalendarPlus, from: 'createdFrom', to: 'createdTo' },
  { kind: 'flag', id: 'deleted', label: t('deleted'), icon: IconTrash, yes: t('deletedOnly') },
];

/** What the address of the list says. */
export function companiesSearch(raw: Record<string, unknown>): Search {
  return readSearch(companyFields(), SORTS, raw);
}
