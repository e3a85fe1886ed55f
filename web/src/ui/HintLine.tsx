import type { ReactNode } from 'react';
import type { Icon } from '@/lib/feature';
import css from './HintLine.module.css';

interface Props {
  icon: Icon;
  /** What can be done about it. */
  action: ReactNode;
  children: ReactNode;
}

/** One quiet line about something that one may want to look at. */
export function HintLine({ icon: Symbol, action, children }: Props) {
  return (
    <div className={css['line']}>
      <Symbol size={16} stroke={1.6} aria-hidden />
      <span className={css['text']}>{children}</span>
      {action}
    </div>
  );
}
