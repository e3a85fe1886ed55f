import { Skeleton } from '@mantine/core';
import css from './Board.module.css';

/** Columns before anything is known of them. */
export function BoardSkeleton() {
  return (
    <div className={css['board']} aria-busy>
      {[3, 4, 2, 3].map((cards, column) => (
        <div key={column} className={css['column']}>
          <div className={css['head']}>
            <Skeleton height={12} width="50%" my={4} radius="sm" />
            <span className={css['totals']} />
          </div>
          {Array.from({ length: cards }, (_, index) => (
            <Skeleton key={index} height={84} mb={8} radius="sm" />
          ))}
        </div>
      ))}
    </div>
  );
}
