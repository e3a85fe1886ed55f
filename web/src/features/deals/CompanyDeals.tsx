import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/lib/api';
import { formatDate, formatNumber } from '@/lib/format';
import { leaveTrail } from '@/lib/trail';
import { Panel } from '@/ui/charts/Figure';
import { moneyOf, StageName } from './columns';
import css from './CompanyDeals.module.css';
import { t } from './messages';

const SHOWN = 20;

const dealsOfCompany = (companyId: string) => ({
  queryKey: ['deals', 'ofCompany', companyId],
  queryFn: ({ signal }: { signal: AbortSignal }) => {
    const fields = 'name,companyId,ownerId,pipelineId,stageId,status,value,currency,expectedCloseDate,closedAt';
    const query = { companyId, fields, include: 'owner,stage', sort: '-created', limit: SHOWN } as const;
    return answer(api.GET('/api/deals', { params: { query }, signal }));
  },
  meta: { topics: ['users', 'pipelines'] },
});

/** The newest deals of a company, and the way to all of them. */
export function CompanyDeals({ companyId }: { companyId: string }) {
  const { data } = useQuery(dealsOfCompany(companyId));
  const deals = data?.data ?? [];
  const total = data?.pagination.total ?? 0;
  return (
    <Panel
      title={t('title')}
      action={
        total > 0 && (
          <Link to="/deals/table" search={{ companyId }} className={css['all']}>
            {total > SHOWN ? t('allOf', { count: formatNumber(total) }) : t('table')}
          </Link>
        )
      }
    >
      {data !== undefined && deals.length === 0 && <p className={css['none']}>{t('noDeals')}</p>}
      <ul className={css['deals']}>
        {deals.map((deal) => {
          const { id, name, owner, expectedCloseDate, closedAt } = deal;
          const day = closedAt ?? (expectedCloseDate && `${expectedCloseDate}T12:00:00Z`);
          return (
            <li key={id} className={css['deal']}>
              <Link
                to="/deals/$id"
                params={{ id }}
                className={css['name']}
                onClick={() =>
                  leaveTrail(
                    '/deals/table',
                    deals.map((each) => each.id),
                  )
                }
              >
                {name}
              </Link>
              <span className={css['stage']}>
                <StageName deal={deal} />
              </span>
              <span className={css['value']}>{moneyOf(deal)}</span>
              <span className={css['quiet']}>{owner?.name}</span>
              <span className={css['quiet']}>{day && formatDate(day)}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
