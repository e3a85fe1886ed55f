import type { ReactNode } from 'react';
import css from './Figure.module.css';

/** Figures beside each other. */
export function FigureRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={css['figures']} aria-label={label}>
      {children}
    </section>
  );
}

interface FigureProps {
  label: string;
  value: string;
  /** The same in another unit, such as money. */
  detail?: string;
  /** What it is compared with, or what it is made of. */
  children?: ReactNode;
}

/** One number that counts. */
export function Figure({ label, value, detail = '', children }: FigureProps) {
  return (
    <div className={css['figure']}>
      <h2 className={css['label']}>{label}</h2>
      <p className={css['value']}>{value}</p>
      <p className={css['detail']} title={detail}>
        {detail}
      </p>
      <p className={css['note']}>{children}</p>
    </div>
  );
}

/** Panels beside each other, below each other where there is no room. */
export function Panels({ children }: { children: ReactNode }) {
  return <div className={css['columns']}>{children}</div>;
}

interface PanelProps {
  title: ReactNode;
  /** Says more of the title where one points at it. */
  note?: string;
  /** At the end of the title's line. */
  action?: ReactNode;
  /** It takes the whole width. */
  wide?: boolean;
  children: ReactNode;
}

/** A titled part of a page of figures. */
export function Panel({ title, note, action, wide = false, children }: PanelProps) {
  return (
    <section className={css['panel']} data-wide={wide || undefined}>
      <div className={css['head']}>
        <h2 className={css['title']} title={note}>
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
