import { Button } from '@mantine/core';
import { Children, type ReactNode } from 'react';
import { Problem } from '@/ui/Problem';
import { SkeletonLines } from '@/ui/Skeletons';
import css from './Duplicates.module.css';
import { t } from './duplicatesMessages';

interface Props {
  query: {
    data: unknown;
    error: unknown;
    refetch: () => Promise<unknown>;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  label: string;
  empty: ReactNode;
  children: ReactNode;
}

/** A list that is read page by page. */
export function MoreList({ query, label, empty, children }: Props) {
  if (query.data === undefined) {
    return query.error ? (
      <Problem error={query.error} retry={() => void query.refetch()} />
    ) : (
      <SkeletonLines count={6} height={28} />
    );
  }
  if (Children.count(children) === 0) {
    return empty;
  }
  return (
    <>
      <ul className={css['list']} aria-label={label}>
        {children}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" mt={12} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
