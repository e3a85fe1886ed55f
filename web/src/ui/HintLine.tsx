import type { ReactNode } from 'react';
import type { Icon } from '@/lib/feature';
import css from './HintLine.module.css';

interface Props {
  icon: Icon;
  /** What can be done about it. */
  action: ReactNode;
  /** Something happened to what one looks at: it is said at once, and in the colour of danger. */
  alert?: boolean;
  children: ReactNode;
}

/** One quiet line about something that one may want to look at. */
export function HintLine({ icon: Symbol, action, alert = false, children }: Props) {
  return (
    <div className={css['line']} role={alert ? 'alert' : undefined}>
      <Symbol size={16} stroke={1.6} aria-hidden />
      <span className={css['text']}>{children}</span>
      {action}
    </div>
  );
}
