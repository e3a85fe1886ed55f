import { Link } from '@tanstack/react-router';
import { may } from '@/lib/roles';
import type { Session } from '@/lib/api';
import { dialLink } from '@/ui/facts/links';
import { cellOf, choicesOf, recordCell, textCell, textColumns, type Patching } from '@/ui/list/cells';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Column } from '@/ui/table/columns';
import { t } from './deskMessages';
import { activeStatuses, tableFields } from './filters';
import { SLA_LABELS, statusName } from './lead';
import type { LeadRow } from './leadsTable';

/** The columns of the list, in their usual order. What is edited in place is sent by `patching`. */
export function leadColumns(
  patching: Patching<LeadRow>,
  role: Session['user']['role'],
  deleted: boolean,
): Column<LeadRow>[] {
  const edit = cellOf(patching);
  const columnOf = textColumns(edit);
  const choiceOf = choicesOf(tableFields());
  const status = choiceOf('status').choose;
  const cre: Column<LeadRow> = { id: 'cre', header: t('cre'), width: 140, cell: ({ cre: user }) => user?.name };
  return [
    {
      id: 'customerName',
      header: t('customer'),
      width: 200,
      sort: 'name',
      essential: true,
      cell: ({ uid, customerName }) =>
        deleted ? (
          customerName
        ) : (
          <Link to="/leads/$uid" params={{ uid }}>
            {customerName}
          </Link>
        ),
      edit: edit('customerName', textCell('customerName')),
    },
    {
      id: 'mobile',
      header: t('mobile'),
      width: 140,
      cell: ({ mobile }) => {
        const href = dialLink(mobile);
        return href === undefined ? mobile.typed : <a href={href}>{mobile.typed}</a>;
      },
      edit: {
        ...edit('mobile', {
          text: ({ mobile }) => mobile.typed,
          changes: (typed) => ({ mobile: typed }) as never,
          shown: (typed) => ({ mobile: { typed, e164: null, extension: null } }),
        }),
        inputMode: 'tel',
      },
    },
    {
      id: 'status',
      header: t('status'),
      width: 120,
      cell: ({ status: code, statusInfo }) => (statusInfo?.code === code ? statusInfo.name : statusName(code)),
      edit: edit(
        'status',
        { ...textCell('status'), say: ({ status: code }) => statusName(code) },
        status?.kind === 'values' ? { choose: { ...status, values: activeStatuses } } : {},
      ),
    },
    {
      id: 'followUp',
      header: t('nextFollowUp'),
      width: 130,
      sort: 'followUp',
      cell: ({ nextFollowUpAt }) => nextFollowUpAt && <RelativeTime at={nextFollowUpAt} />,
    },
    {
      id: 'ps',
      header: t('ps'),
      width: 140,
      cell: ({ ps }) => ps?.name,
      edit: edit('psId', recordCell('psId', 'ps', ['users', 'active']), choiceOf('psId', t('unassigned'))),
    },
    columnOf('model', t('model'), 130),
    columnOf('source', t('source'), 120),
    may(role, 'manage')
      ? {
          ...cre,
          edit: edit('creId', recordCell('creId', 'cre', ['users', 'active']), choiceOf('creId', t('unassigned'))),
        }
      : cre,
    { id: 'sla', header: t('sla'), width: 120, cell: ({ sla }) => t(SLA_LABELS[sla]) },
    {
      id: 'createdAt',
      header: t('created'),
      width: 130,
      sort: 'created',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      id: 'priority',
      header: t('priority'),
      width: 100,
      cell: ({ priority }) => t(priority),
      edit: edit('priority', { ...textCell('priority'), say: ({ priority }) => t(priority) }, choiceOf('priority')),
      optional: true,
    },
    { ...columnOf('city', t('city'), 120), optional: true },
    { ...columnOf('branch', t('branch'), 120), optional: true },
    { ...columnOf('campaign', t('campaign'), 140), optional: true },
    { ...columnOf('email', t('email'), 180), optional: true },
    { ...columnOf('remarks', t('remarks'), 220), optional: true },
    {
      id: 'attempts',
      header: t('attemptsHead'),
      width: 90,
      align: 'right',
      cell: ({ attempts }) => attempts,
      optional: true,
    },
  ];
}
