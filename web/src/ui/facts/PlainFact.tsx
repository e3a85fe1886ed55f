import type { ReactNode } from 'react';
import css from './Fact.module.css';

/** A labelled value that Brisk keeps itself. */
export function PlainFact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css['fact']} data-fact>
      <span className={css['label']}>{label}</span>
      <span className={css['value']}>{children}</span>
    </div>
  );
}
