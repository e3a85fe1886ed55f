import { Link } from '@tanstack/react-router';
import { formatDate, formatMoney } from '@/lib/format';
import { cellOf, choicesOf, recordCell, textCell, textColumns, textsCell, type Patching } from '@/ui/list/cells';
import { Tags } from '@/ui/list/Tags';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/table/columns';
import { isAmount } from './amounts';
import css from './columns.module.css';
import type { Deal } from './deal';
import { dealFields } from './filters';
import { t } from './messages';

/** The columns of the table, in their usual order. What is edited in place is sent by `patching`. */
export function dealColumns(patching: Patching<Deal>, deleted: boolean): Column<Deal>[] {
  const edit = cellOf(patching);
  const columnOf = textColumns(edit);
  const choiceOf = choicesOf(dealFields());
  return [
    {
      id: 'name',
      header: t('name'),
      width: 260,
      sort: 'name',
      essential: true,
      cell: ({ id, name }) =>
        deleted ? (
          name
        ) : (
          <Link to="/deals/$id" params={{ id }}>
            {name}
          </Link>
        ),
      edit: edit('name', textCell('name')),
    },
    {
      id: 'company',
      header: t('company'),
      width: 170,
      cell: ({ company }) =>
        company && (
          <Link to="/companies/$id" params={{ id: company.id }}>
            {company.name}
          </Link>
        ),
      edit: edit(
        'companyId',
        recordCell('companyId', 'company', ['search', 'company']),
        choiceOf('companyId', t('none')),
      ),
    },
    {
      id: 'value',
      header: t('value'),
      width: 120,
      sort: 'value',
      align: 'right',
      cell: moneyOf,
      edit: edit('value', textCell('value')),
    },
    {
      id: 'stage',
      header: t('stage'),
      width: 140,
      cell: (deal) => <StageName deal={deal} />,
      edit: edit('stageId', recordCell('stageId', 'stage', ['pipelines', 'stages']), choiceOf('stageId')),
    },
    {
      id: 'expectedClose',
      header: t('expectedClose'),
      width: 130,
      sort: 'expectedClose',
      cell: ({ expectedCloseDate }) => expectedCloseDate && formatDate(`${expectedCloseDate}T12:00:00Z`),
      edit: edit('expectedCloseDate', textCell('expectedCloseDate')),
    },
    {
      id: 'owner',
      header: t('owner'),
      width: 140,
      cell: ({ owner }) => owner?.name,
      edit: edit('ownerId', recordCell('ownerId', 'owner', ['users', 'active']), choiceOf('ownerId', t('nobody'))),
    },
    {
      id: 'stageSince',
      header: t('inStage'),
      width: 120,
      cell: ({ stageSince }) => <RelativeTime at={stageSince} />,
    },
    {
      id: 'tags',
      header: t('tags'),
      width: 150,
      cell: ({ tags }) => <Tags tags={tags} />,
      edit: edit('tags', textsCell('tags')),
    },
    {
      id: 'closedAt',
      header: t('closed'),
      width: 130,
      sort: 'closed',
      cell: ({ closedAt }) => closedAt && <RelativeTime at={closedAt} />,
      optional: true,
    },
    {
      ...columnOf('reason', t('reason'), 180),
      edit: edit('reason', textCell('reason'), { possible: ({ status }) => status !== 'open' }),
      optional: true,
    },
    { ...columnOf('source', t('source'), 130), optional: true },
    { ...columnOf('currency', t('currency'), 90), optional: true },
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

/** While the server has not answered, the value may be no number yet. */
export function moneyOf({ value, currency }: Pick<Deal, 'value' | 'currency'>): string {
  return value === null
    ? ''
    : isAmount(value) && /^[A-Z]{3}$/.test(currency)
      ? formatMoney(value, currency)
      : `${value} ${currency}`;
}

export function StageName({ deal: { stage, status } }: { deal: Pick<Deal, 'stage' | 'status'> }) {
  return (
    <span className={css['stage']} data-status={status}>
      {stage?.name}
    </span>
  );
}
