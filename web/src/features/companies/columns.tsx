import { Link } from '@tanstack/react-router';
import { formatNumber } from '@/lib/format';
import {
  cellOf,
  choicesOf,
  numberCell,
  phonesCell,
  recordCell,
  textCell,
  textColumns,
  textsCell,
  type Patching,
} from '@/ui/list/cells';
import { Tags } from '@/ui/list/Tags';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/table/columns';
import type { Company } from './companiesList';
import { companyFields } from './filters';
import { t } from './messages';

/** The columns of the list, in their usual order. What is edited in place is sent by `patching`. */
export function companyColumns(patching: Patching<Company>, deleted: boolean): Column<Company>[] {
  const edit = cellOf(patching);
  const columnOf = textColumns(edit);
  const choiceOf = choicesOf(companyFields());
  const text = (id: 'domain' | 'industry' | 'city' | 'country' | 'source', width: number) => columnOf(id, t(id), width);
  return [
    {
      id: 'name',
      header: t('name'),
      width: 240,
      sort: 'name',
      essential: true,
      cell: ({ id, name }) =>
        deleted ? (
          name
        ) : (
          <Link to="/companies/$id" params={{ id }}>
            {name}
          </Link>
        ),
      edit: edit('name', textCell('name')),
    },
    text('industry', 150),
    text('domain', 180),
    text('city', 120),
    text('country', 120),
    {
      id: 'employees',
      header: t('employees'),
      width: 110,
      align: 'right',
      cell: ({ employees }) => employees !== null && formatNumber(employees),
      edit: edit('employees', numberCell('employees')),
    },
    {
      id: 'parent',
      header: t('parent'),
      width: 170,
      cell: ({ parent }) =>
        parent && (
          <Link to="/companies/$id" params={{ id: parent.id }}>
            {parent.name}
          </Link>
        ),
      edit: edit('parentId', recordCell('parentId', 'parent', ['search', 'company']), choiceOf('parentId', t('none'))),
    },
    {
      id: 'owner',
      header: t('owner'),
      width: 140,
      cell: ({ owner }) => owner?.name,
      edit: edit('ownerId', recordCell('ownerId', 'owner', ['users', 'active']), choiceOf('ownerId', t('nobody'))),
    },
    {
      id: 'tags',
      header: t('tags'),
      width: 160,
      cell: ({ tags }) => <Tags tags={tags} />,
      edit: edit('tags', textsCell('tags')),
    },
    { ...text('source', 130), optional: true },
    {
      id: 'foundedYear',
      header: t('foundedYear'),
      width: 90,
      cell: ({ foundedYear }) => foundedYear,
      edit: edit('foundedYear', numberCell('foundedYear')),
      optional: true,
    },
    {
      id: 'phones',
      header: t('phones'),
      width: 150,
      cell: ({ phones }) => phones[0]?.typed,
      edit: edit('phones', phonesCell()),
      optional: true,
    },
    {
      id: 'createdAt',
      header: t('created'),
      width: 140,
      sort: 'created',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
      optional: true,
    },
  ];
}
