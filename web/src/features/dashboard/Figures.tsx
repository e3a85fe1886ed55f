import type { Schema } from '@/lib/api';
import { formatNumber } from '@/lib/format';
import { Figure, FigureRow } from '@/ui/charts/Figure';
import { moneyOf, percentOf } from '@/ui/charts/money';
import type { Dashboard } from './dashboard';
import css from './Dashboard.module.css';
import { t } from './messages';

type Compared = Schema<'ComparedDeals'>;

/** The figures at the top, each with what it is compared with. */
export function Figures({ dashboard: { overview, period } }: { dashboard: Dashboard }) {
  const { deals, activities } = overview;
  const last = t(`last_${period.name}`);
  const { current, previousToDate } = deals.win_rate;
  const weighted = deals.pipeline_value.map(({ currency, weightedValue }) => ({ currency, value: weightedValue }));
  return (
    <FigureRow label={t('figures')}>
      <Figure label={t('open')} value={formatNumber(deals.open_deals)} detail={moneyOf(deals.pipeline_value)}>
        {weighted.length > 0 && t('weighted', { value: moneyOf(weighted) })}
      </Figure>
      <ComparedFigure label={t('created')} compared={deals.created} good="up" last={last} />
      <ComparedFigure label={t('won')} compared={deals.won} good="up" last={last} />
      <ComparedFigure label={t('lost')} compared={deals.lost} good="down" last={last} />
      <Figure label={t('winRate')} value={current === null ? t('none') : percentOf(current)}>
        {previousToDate !== null && t('before', { before: percentOf(previousToDate), last })}
      </Figure>
      <Figure label={t('activities')} value={formatNumber(activities.week_activities)}>
        {t('lastWeek', { count: activities.last_week_activities })}
      </Figure>
    </FigureRow>
  );
}

interface ComparedProps {
  label: string;
  compared: Compared;
  good: 'up' | 'down';
  /** How the period before is called. */
  last: string;
}

function ComparedFigure({ label, compared, good, last }: ComparedProps) {
  const { count, totals, previousToDate } = compared;
  return (
    <Figure label={label} value={formatNumber(count)} detail={moneyOf(totals)}>
      <Change now={count} before={previousToDate.count} good={good} last={last} />
    </Figure>
  );
}

function Change({
  now,
  before,
  good,
  last,
}: Omit<ComparedProps, 'label' | 'compared'> & { now: number; before: number }) {
  if (before === 0) {
    return t('nothingBefore', { last });
  }
  if (now === before) {
    return t('same', { last });
  }
  const way = now > before ? 'up' : 'down';
  const percent = percentOf(Math.abs(now - before) / before);
  return (
    <span className={css['change']} data-good={way === good} title={t(way, { percent, before, last })}>
      <span aria-hidden>{way === 'up' ? '▲' : '▼'}</span> <span aria-hidden>{percent}</span>
      <span className={css['hidden']}>{t(way, { percent, before, last })}</span>
    </span>
  );
}
