import type { ReactNode } from 'react';
import css from './FormError.module.css';

/** What is wrong with a form as a whole; errors of fields stand at the fields. */
export function FormError({ children }: { children: ReactNode }) {
  return children ? (
    <div className={css['error']} role="alert">
      {children}
    </div>
  ) : null;
}
