import { SegmentedControl } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { Gone } from '@/lib/writes';
import { GoneLine } from './GoneLine';
import { t } from './messages';
import css from './RecordPage.module.css';

interface Props {
  title: string;
  /** The trail above: where one came from, the neighbours there, buttons. */
  bar: ReactNode;
  /** Name and the facts that say at once who this is. */
  head: ReactNode;
  /** Somebody deleted it while it is shown: what to say, and the way back for those who may. */
  gone?: { said: string; restore: (() => Promise<void>) | undefined } | undefined;
  /** What happened. */
  main: ReactNode;
  mainLabel: string;
  /** What can be seen in the place of what happened, such as figures. */
  more?: More;
  /** What is known. */
  aside: ReactNode;
}

interface More {
  label: string;
  content: ReactNode;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** A page about one record: what happened beside what is known; on a phone one of the two at a time. */
export function RecordPage({ title, bar, head, gone, main, mainLabel, more, aside }: Props) {
  useDocumentTitle(`${title} · Brisk`);
  const [part, setPart] = useState<'main' | 'aside'>('main');
  const parts = [
    { value: 'main', label: mainLabel },
    ...(more === undefined ? [] : [{ value: 'more', label: more.label }]),
  ];
  const shown = more?.open ? 'more' : 'main';
  const show = (value: string) => {
    setPart(value === 'aside' ? 'aside' : 'main');
    if (value !== 'aside') {
      more?.onOpen(value === 'more');
    }
  };
  return (
    <Gone value={gone !== undefined}>
      <div className={css['page']} data-part={part}>
        <div className={css['bar']}>{bar}</div>
        <div className={css['body']}>
          <div className={css['left']}>
            <header className={css['head']}>
              {head}
              {gone !== undefined && <GoneLine restore={gone.restore}>{gone.said}</GoneLine>}
            </header>
            <SegmentedControl
              className={css['parts'] ?? ''}
              size="xs"
              fullWidth
              value={part === 'aside' ? 'aside' : shown}
              onChange={show}
              data={[...parts, { value: 'aside', label: t('details') }]}
            />
            {more !== undefined && (
              <SegmentedControl className={css['ways'] ?? ''} size="xs" value={shown} onChange={show} data={parts} />
            )}
            <div className={css['main']}>{shown === 'more' ? more?.content : main}</div>
          </div>
          <aside className={css['aside']} aria-label={t('details')}>
            {aside}
          </aside>
        </div>
      </div>
    </Gone>
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
