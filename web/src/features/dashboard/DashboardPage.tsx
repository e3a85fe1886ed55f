import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { userNamed } from '@/lib/finding';
import { soon } from '@/lib/soon';
import { Page } from '@/ui/Page';
import { Problem } from '@/ui/Problem';
import { SkeletonLines } from '@/ui/Skeletons';
import { dashboardQuery, PERIODS, periodOf, useClock } from './dashboard';
import css from './Dashboard.module.css';
import { Figures } from './Figures';
import { Charts } from './Charts';
import { Lists } from './Lists';
import { t } from './messages';

const UserSelect = soon(async () => (await import('@/ui/UserSelect')).UserSelect);

const route = getRouteApi('/shell/dashboard');

/** How sales go: figures against those of before, the pipeline, what is to come and what happened. */
export function DashboardPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period = periodOf(search.period);
  const { ownerId } = search;
  const { data, error } = useQuery({ ...dashboardQuery(period, ownerId), refetchInterval: useClock() });
  const { data: ownerName = '…' } = useQuery({ ...userNamed(ownerId ?? ''), enabled: ownerId !== undefined });

  return (
    <Page
      title={t('title')}
      toolbar={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('period')}
            value={period}
            onChange={(next) => void navigate({ search: { ...search, period: next }, replace: true })}
            data={PERIODS.map((value) => ({ value, label: t(value) }))}
          />
          <div className={css['owner']}>
            <Suspense>
              <UserSelect
                label={t('owner')}
                placeholder={t('everybody')}
                value={ownerId === undefined ? null : { id: ownerId, name: ownerName }}
                onChange={(owner) => {
                  const chosen = owner === null ? { period } : { period, ownerId: owner.id };
                  void navigate({ search: chosen, replace: true });
                }}
              />
            </Suspense>
          </div>
        </>
      }
    >
      {data === undefined ? (
        error ? (
          <Problem error={error} />
        ) : (
          <SkeletonLines count={8} height={28} />
        )
      ) : (
        <div className={css['page']}>
          <Figures dashboard={data} />
          <Charts dashboard={data} />
          <Lists dashboard={data} />
        </div>
      )}
    </Page>
  );
}
