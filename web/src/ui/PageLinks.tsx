import type { ReactNode } from 'react';
import css from './PageLinks.module.css';

interface Props {
  label: string;
  /** Links with the class `pageLink`; the one that is open has `aria-current`. */
  children: ReactNode;
}

export const pageLink = css['link'] ?? '';

/** The parts of a page, each at an address of its own. */
export function PageLinks({ label, children }: Props) {
  return (
    <nav className={css['links']} aria-label={label}>
      {children}
    </nav>
  );
}
