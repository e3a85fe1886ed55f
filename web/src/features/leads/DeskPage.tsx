import { Button, Skeleton } from '@mantine/core';
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconSearchOff from '@tabler/icons-react/dist/esm/icons/IconSearchOff.mjs';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense, useCallback, useMemo, useState } from 'react';
import { useSession } from '@/lib/api';
import { formatNumber } from '@/lib/format';
import { useHotkeys } from '@/lib/hotkeys';
import { changed } from '@/lib/query';
import { may } from '@/lib/roles';
import { soon } from '@/lib/soon';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/filters/FilterBar';
import { isFiltered, queryOf, withoutFilters, type Search } from '@/ui/filters/fields';
import { Page } from '@/ui/Page';
import { Problem } from '@/ui/Problem';
import { usePagedRows } from '@/ui/table/usePagedRows';
import { DeskNav } from './DeskNav';
import { leadFields, leadsSearch } from './filters';
import { statusesQuery } from './lead';
import { t } from './deskMessages';
import { t as named } from './messages';
import { Queue } from './Queue';
import { asked, dueQuery, queueList } from './leadsList';
import css from './Queue.module.css';

const NewLeadDialog = soon(async () => (await import('./NewLeadDialog')).NewLeadDialog);

const ExportMenu = soon(async () => (await import('@/ui/list/ExportMenu')).ExportMenu);

const route = getRouteApi('/shell/leads');

/** The lead desk: whom to call next, and the enquiry that is just coming in. */
export function DeskPage() {
  const raw = route.useSearch();
  const navigate = route.useNavigate();
  const search = useMemo(() => leadsSearch(raw), [raw]);
  const fields = useMemo(() => leadFields(), []);
  const { user } = useSession();
  const canWrite = may(user.role, 'write');
  const [creating, setCreating] = useState(false);
  const keys = [{ keys: 'n', label: named('new'), group: named('title'), run: () => setCreating(true) }];
  useHotkeys(canWrite ? keys : []);
  const onSearch = useCallback(
    (next: Search, options?: { replace?: boolean }) => void navigate({ search: next, ...options }),
    [navigate],
  );
  // The names of statuses are known to their chips.
  useQuery(statusesQuery);
  const query = queryOf(search);
  const rows = usePagedRows(queueList(query));
  const { data: late } = useQuery(dueQuery(query, 'now'));
  const { data: soonDue } = useQuery(dueQuery(query, 'tomorrow'));

  const counts =
    late && soonDue && late.totalExact && soonDue.totalExact
      ? { overdue: formatNumber(late.total), today: formatNumber(Math.max(0, soonDue.total - late.total)) }
      : {};
  const content = () => {
    if (rows.error !== null && rows.isPending) {
      return <Problem error={rows.error} retry={() => void changed('leads')} />;
    }
    if (rows.isPending) {
      return <FirstLoad />;
    }
    if (rows.reachable > 0) {
      return <Queue key={rows.key} {...{ rows, counts, canWrite }} />;
    }
    return isFiltered(search) ? (
      <EmptyState
        icon={IconSearchOff}
        title={t('nothingLikeThat')}
        action={
          <Button variant="default" onClick={() => onSearch(withoutFilters(search))}>
            {t('removeFilters')}
          </Button>
        }
      >
        {t('nothingLikeThatText')}
      </EmptyState>
    ) : (
      <EmptyState icon={IconHeadset} title={t('nothing')}>
        {t('nothingText')}
      </EmptyState>
    );
  };
  return (
    <Page
      title={named('title')}
      aside={
        rows.isPending ? undefined : <span aria-live="polite">{saidOf(rows.total, rows.totalExact, late?.total)}</span>
      }
      actions={
        <>
          <Suspense>
            <ExportMenu path="/api/leads/export" query={{ ...asked(query), sort: 'followUp' }} />
          </Suspense>
          {canWrite && (
            <Button
              renderRoot={(props) => <Link {...props} to="/imports" search={{ target: 'leads' }} />}
              variant="default"
              size="compact-sm"
              visibleFrom="xs"
            >
              {t('import')}
            </Button>
          )}
          <DeskNav search={search} />
          {canWrite && (
            <Button
              size="compact-sm"
              leftSection={<IconPlus size={14} stroke={2} />}
              onClick={() => setCreating(true)}
              aria-keyshortcuts="n"
            >
              {named('new')}
            </Button>
          )}
        </>
      }
      toolbar={
        <FilterBar group={named('title')} fields={fields} search={search} onChange={onSearch} placeholder={t('find')} />
      }
      layout="fill"
    >
      {content()}
      {creating && (
        <Suspense>
          <NewLeadDialog onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </Page>
  );
}

function saidOf(total: number, exact: boolean, late: number | undefined): string {
  const all = exact ? t('waiting', { count: total }) : t('waitingMost', { count: total });
  return late === undefined || late === 0 ? all : `${all} · ${t('overdueCount', { count: late })}`;
}

function FirstLoad() {
  return (
    <div className={css['loading']} aria-busy>
      {Array.from({ length: 14 }, (_, index) => (
        <Skeleton key={index} height={14} width={`${[72, 58, 66][index % 3] ?? 60}%`} />
      ))}
    </div>
  );
}
