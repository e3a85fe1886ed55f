import { PersonAvatar } from '@/ui/PersonAvatar';
import type { Group, Row } from './book';
import { t } from './messages';
import type { Drag } from './usePinDrag';
import css from './Book.module.css';

export function Columns() {
  const columns = [
    { name: 'grip', label: '' },
    { name: 'place', label: t('place') },
    { name: 'person', label: t('person') },
    { name: 'why', label: t('why') },
    { name: 'warmth', label: t('warmness') },
    { name: 'contacted', label: t('lastContacted') },
    { name: 'newest', label: t('newest') },
  ];
  return (
    <div role="row" className={css['columns']}>
      {columns.map(({ name, label }) => (
        <div key={name} role={label === '' ? 'gridcell' : 'columnheader'} className={css[name]}>
          {label}
        </div>
      ))}
    </div>
  );
}

/** Says who stands below, and why in this order. */
export function Head({
  row,
  complete,
  canWrite,
}: {
  row: Row & { kind: 'head' };
  complete: boolean;
  canWrite: boolean;
}) {
  return (
    <div role="row" className={css['head']}>
      <div role="gridcell">
        <span className={css['headName']}>{t(row.group)}</span> {complete && row.count > 0 && row.count} ·{' '}
        {row.group === 'pinned' && row.count === 0 && canWrite ? <HowToPin /> : orderOf(row.group)}
      </div>
    </div>
  );
}

function orderOf(group: Group): string {
  return group === 'pinned' ? t('pinnedOrder') : t('rankedOrder');
}

/** Where there are no keys, one pins by hand. */
function HowToPin() {
  return (
    <>
      <span className={css['byKey']}>{t('pinnedEmpty')}</span>
      <span className={css['byHand']}>{t('pinnedEmptyByHand')}</span>
    </>
  );
}

export function Blank() {
  return (
    <div className={css['blank']} aria-hidden>
      <span />
    </div>
  );
}

/** What goes along with the pointer. */
export function Ghost({ drag: { entry, x, y, target } }: { drag: Drag }) {
  return (
    <div className={css['ghost']} data-off={target === undefined || undefined} style={{ left: x + 12, top: y + 8 }}>
      <PersonAvatar name={entry.name} />
      {entry.name}
    </div>
  );
}

/** Stands for the pins while they are scrolled away. */
export function DropStrip({ over }: { over: boolean }) {
  return (
    <div className={css['dropStrip']} data-over={over || undefined}>
      {t('dropToPin')}
    </div>
  );
}
