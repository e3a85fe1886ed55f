import type { ReactNode } from 'react';
import type { Icon } from '@/lib/feature';
import css from './EmptyState.module.css';

interface Props {
  icon: Icon;
  title: string;
  /** What to do about it. */
  children: ReactNode;
  action?: ReactNode;
}

/** Says why there is nothing and what to do, with one action. */
export function EmptyState({ icon: Symbol, title, children, action }: Props) {
  return (
    <div className={css['empty']}>
      <span className={css['icon']}>
        <Symbol size={20} stroke={1.5} aria-hidden />
      </span>
      <h2 className={css['title']}>{title}</h2>
      <div className={css['text']}>{children}</div>
      {action}
    </div>
  );
}
