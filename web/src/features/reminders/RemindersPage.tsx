import { Button } from '@mantine/core';
import IconBellCheck from '@tabler/icons-react/dist/esm/icons/IconBellCheck.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useSession } from '@/lib/api';
import { formatCompact } from '@/lib/format';
import { may } from '@/lib/roles';
import { soon } from '@/lib/soon';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { Problem } from '@/ui/Problem';
import { SkeletonLines } from '@/ui/Skeletons';
import { t } from './messages';
import { remindersQuery, VIEWS, type View } from './reminder';
import { ReminderList } from './ReminderList';
import css from './RemindersPage.module.css';

const NewReminderDialog = soon(async () => (await import('./NewReminderDialog')).NewReminderDialog);
const route = getRouteApi('/shell/reminders');

/** One's own reminders that are not done, in three sections. */
export function RemindersPage() {
  const { view: asked } = route.useSearch();
  const view = VIEWS.find((known) => known === asked) ?? 'today';
  const { user } = useSession();
  const [creating, setCreating] = useState(false);
  return (
    <Page
      title={t('title')}
      layout="fill"
      actions={
        may(user.role, 'write') && (
          <Button size="compact-sm" leftSection={<IconPlus size={14} stroke={2} />} onClick={() => setCreating(true)}>
            {t('new')}
          </Button>
        )
      }
      toolbar={
        <nav className={css['tabs']} aria-label={t('views')}>
          {VIEWS.map((known) => (
            <Tab key={known} view={known} chosen={known === view} />
          ))}
        </nav>
      }
    >
      <Section key={view} view={view} />
      <Suspense>{creating && <NewReminderDialog onClose={() => setCreating(false)} />}</Suspense>
    </Page>
  );
}

function Tab({ view, chosen }: { view: View; chosen: boolean }) {
  const { data } = useInfiniteQuery(remindersQuery(view));
  const total = data?.pages[0]?.pagination.total ?? 0;
  return (
    <Link
      to="/reminders"
      search={{ view }}
      replace
      className={css['tab']}
      aria-current={chosen ? 'page' : undefined}
      data-view={view}
    >
      {t(view)}
      {total > 0 && <span className={css['count']}>{formatCompact(total)}</span>}
    </Link>
  );
}

function Section({ view }: { view: View }) {
  const query = useInfiniteQuery(remindersQuery(view));
  const reminders = query.data?.pages.flatMap(({ data }) => data) ?? [];
  if (query.isPending) {
    return (
      <div className={css['loading']}>
        <SkeletonLines count={6} />
      </div>
    );
  }
  if (query.isError && reminders.length === 0) {
    return <Problem error={query.error} retry={() => void query.refetch()} />;
  }
  if (reminders.length === 0) {
    return <Nothing view={view} />;
  }
  return (
    <ReminderList
      reminders={reminders}
      onEnd={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
    />
  );
}

function Nothing({ view }: { view: View }) {
  const [title, text] = {
    overdue: [t('emptyOverdue'), t('emptyOverdueText')],
    today: [t('emptyToday'), t('emptyTodayText')],
    upcoming: [t('emptyUpcoming'), t('emptyUpcomingText')],
  }[view];
  return (
    <EmptyState icon={IconBellCheck} title={title ?? ''}>
      {text}
    </EmptyState>
  );
}
