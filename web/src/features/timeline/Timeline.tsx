import { Button, Skeleton } from '@mantine/core';
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import { hashKey, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { daysBetween, formatDate } from '@/lib/format';
import { useWrites } from '@/lib/writes';
import { EmptyState } from '@/ui/EmptyState';
import { Problem } from '@/ui/Problem';
import { ownerIdOf, KINDS, timelineKey, timelineQuery, type Kind, type Subject } from './activity';
import { Composer } from './Composer';
import { Entry, type Editing } from './Entry';
import { kindTexts } from './kinds';
import { t } from './messages';
import { rowsOf } from './pages';
import css from './Timeline.module.css';

interface Props {
  subject: Subject;
  kinds: readonly Kind[];
  onKinds: (kinds: Kind[]) => void;
}

/** What happened, the newest first, below the form that adds to it. */
export function Timeline({ subject, kinds, onKinds }: Props) {
  const writes = useWrites();
  return (
    <div className={css['timeline']}>
      {writes && <Composer key={ownerIdOf(subject)} subject={subject} />}
      <KindFilter kinds={kinds} onKinds={onKinds} />
      <Activities subject={subject} kinds={kinds} onKinds={onKinds} />
    </div>
  );
}

function KindFilter({ kinds, onKinds }: Pick<Props, 'kinds' | 'onKinds'>) {
  const toggle = (kind: Kind) => onKinds(KINDS.filter((it) => (it === kind) !== kinds.includes(it)));
  return (
    <div className={css['filter']} role="group" aria-label={t('filter')}>
      <button type="button" className={css['chip']} aria-pressed={kinds.length === 0} onClick={() => onKinds([])}>
        {t('all')}
      </button>
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          className={css['chip']}
          aria-pressed={kinds.includes(kind)}
          onClick={() => toggle(kind)}
        >
          {kindTexts(kind).label}
        </button>
      ))}
    </div>
  );
}

function Activities({ subject, kinds, onKinds }: Props) {
  const query = useInfiniteQuery({
    ...timelineQuery(subject, kinds),
    // What was seen under another filter stays until the answer is there, but never what happened with somebody else.
    placeholderData: (previous, previousQuery) => (isOf(subject, previousQuery?.queryKey) ? previous : undefined),
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => rowsOf(data?.pages.flatMap((page) => page.data) ?? []), [data]);

  // Here and not in the row, which is taken away when it is scrolled out of sight.
  const [editing, setEditing] = useState<Editing>();
  const editedIndex = rows.findIndex(({ key }) => key === editing?.base.id);

  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called here and handed to nobody
  const virtualizer = useVirtualizer({
    count: rows.length + 1,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.type === 'day' ? 36 : 68),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? 'end', [rows]),
    overscan: 8,
    // Where somebody writes stays, however far they scroll.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return editedIndex < 0 || indexes.includes(editedIndex) ? indexes : [...indexes, editedIndex];
    },
  });
  const items = virtualizer.getVirtualItems();
  const last = Math.max(0, ...items.filter(({ index }) => index !== editedIndex).map(({ index }) => index));
  useEffect(() => {
    if (last >= rows.length - 10 && hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (query.isPending) {
    return <Loading />;
  }
  if (query.isError && rows.length === 0) {
    return <Problem error={query.error} retry={() => void query.refetch()} />;
  }
  if (rows.length === 0) {
    return <Nothing filtered={kinds.length > 0} onAll={() => onKinds([])} />;
  }
  return (
    <div className={css['scroller']} ref={scroller} tabIndex={-1}>
      <ol
        className={css['rows']}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={t('timeline')}
        data-stale={query.isPlaceholderData || undefined}
      >
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={css['row']}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row === undefined && <End more={hasNextPage} />}
              {row?.type === 'day' && <h3 className={css['day']}>{dayName(row.at)}</h3>}
              {row?.type === 'activity' && (
                <Entry
                  activity={row.activity}
                  subject={subject}
                  editing={row.key === editing?.base.id ? editing : undefined}
                  onEditing={setEditing}
                />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function isOf(subject: Subject, queryKey: QueryKey | undefined): boolean {
  return hashKey(queryKey?.slice(0, 3) ?? []) === hashKey(timelineKey(subject));
}

function dayName(at: string): string {
  const days = daysBetween(Date.now(), at);
  return days === 0 ? t('today') : days === -1 ? t('yesterday') : formatDate(at);
}

function End({ more }: { more: boolean }) {
  return <p className={css['end']}>{more ? t('loadingMore') : t('beginning')}</p>;
}

function Nothing({ filtered, onAll }: { filtered: boolean; onAll: () => void }) {
  const writes = useWrites();
  if (filtered) {
    return (
      <EmptyState
        icon={IconHistory}
        title={t('emptyFiltered')}
        action={
          <Button variant="default" onClick={onAll}>
            {t('showAll')}
          </Button>
        }
      >
        {t('emptyFilteredText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconHistory} title={t('empty')}>
      {writes ? t('emptyText') : t('emptyReader')}
    </EmptyState>
  );
}

function Loading() {
  return (
    <div className={css['loading']} role="status" aria-label={t('loadingMore')}>
      {[60, 85, 45, 70, 55].map((width, index) => (
        <Skeleton key={index} height={12} width={`${width}%`} />
      ))}
    </div>
  );
}
