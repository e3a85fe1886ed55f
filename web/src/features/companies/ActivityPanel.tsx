import { useState } from 'react';
import { formatMonth, formatNumber } from '@/lib/format';
import { Bars } from '@/ui/charts/Bars';
import { Panel } from '@/ui/charts/Figure';
import css from './ActivityPanel.module.css';
import { t } from './figureMessages';
import { KINDS, type Analytics, type Kind } from './figures';

type Counts = Analytics['activities']['kinds'];

/** What was done in each month; one kind at a time can be seen within it. */
export function ActivityPanel({ activities: { kinds, count, months } }: { activities: Analytics['activities'] }) {
  const [kind, setKind] = useState<Kind>();
  const bars = months.map(({ month, count: all, kinds: counts }) => ({
    key: month,
    label: formatMonth(month, 'short').slice(0, 3),
    name: formatMonth(month),
    value: all,
    ...(kind !== undefined && { part: counts[kind] }),
    said: [t('activities', { count: all }), countsSaid(counts)].filter(Boolean).join(' · '),
  }));
  return (
    <Panel title={t('activity')}>
      <div className={css['kinds']} role="group" aria-label={t('kinds')}>
        <button type="button" aria-pressed={kind === undefined} onClick={() => setKind(undefined)}>
          {t('all')} <span className={css['count']}>{formatNumber(count)}</span>
        </button>
        {KINDS.map((each) => (
          <button key={each} type="button" aria-pressed={kind === each} onClick={() => setKind(each)}>
            {t(each)} <span className={css['count']}>{formatNumber(kinds[each])}</span>
          </button>
        ))}
      </div>
      <Bars title={t('activity')} heads={[t('month'), t('activity')]} bars={bars} />
    </Panel>
  );
}

const countsSaid = (counts: Counts) =>
  KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => t('kindSaid', { kind: t(kind), count: formatNumber(counts[kind]) }))
    .join(', ');
