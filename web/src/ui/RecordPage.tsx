import { SegmentedControl } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { t } from './messages';
import css from './RecordPage.module.css';

interface Props {
  title: string;
  /** The trail above: where one came from, the neighbours there, buttons. */
  bar: ReactNode;
  /** Name and the facts that say at once who this is. */
  head: ReactNode;
  /** What happened. */
  main: ReactNode;
  mainLabel: string;
  /** What is known. */
  aside: ReactNode;
}

/** A page about one record: what happened beside what is known; on a phone one of the two at a time. */
export function RecordPage({ title, bar, head, main, mainLabel, aside }: Props) {
  useDocumentTitle(`${title} · Brisk`);
  const [part, setPart] = useState<'main' | 'aside'>('main');
  return (
    <div className={css['page']} data-part={part}>
      <div className={css['bar']}>{bar}</div>
      <div className={css['body']}>
        <div className={css['left']}>
          <header className={css['head']}>{head}</header>
          <SegmentedControl
            className={css['parts'] ?? ''}
            size="xs"
            fullWidth
            value={part}
            onChange={(value) => setPart(value === 'aside' ? 'aside' : 'main')}
            data={[
              { value: 'main', label: mainLabel },
              { value: 'aside', label: t('details') },
            ]}
          />
          <div className={css['main']}>{main}</div>
        </div>
        <aside className={css['aside']} aria-label={t('details')}>
          {aside}
        </aside>
      </div>
    </div>
  );
}

/** A titled part of the column beside. */
export function AsideSection({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={css['section']}>
      <div className={css['sectionHead']}>
        <h2 className={css['sectionTitle']}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
