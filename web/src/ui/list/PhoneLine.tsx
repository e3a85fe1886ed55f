import type { ReactNode } from 'react';
import css from './PhoneLine.module.css';

/** What a phone shows below the name of a record, and at the end of that line. */
export function PhoneLine({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <span className={css['line']}>
      {children !== '' && <span className={css['text']}>{children}</span>}
      {aside !== undefined && <span className={css['aside']}>{aside}</span>}
    </span>
  );
}
