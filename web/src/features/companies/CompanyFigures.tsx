import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatMoney, formatMonth, formatNumber, formatDateTime } from '@/lib/format';
import { Bars } from '@/ui/charts/Bars';
import { Figure, FigureRow, Panel, Panels } from '@/ui/charts/Figure';
import { LyingBars } from '@/ui/charts/LyingBars';
import { moneyOf, percentOf, useCurrency } from '@/ui/charts/money';
import { Problem } from '@/ui/Problem';
import { SkeletonLines } from '@/ui/Skeletons';
import { ActivityPanel } from './ActivityPanel';
import css from './CompanyFigures.module.css';
import { Engagement } from './Engagement';
import { t } from './figureMessages';
import { analyticsQuery, dealsSummaryQuery, type Analytics } from './figures';

const ENDS = { open: undefined, won: 'good', lost: 'bad' } as const;

interface Props {
  id: string;
  /** The list of its deals. */
  deals: ReactNode;
}

/** What a company bought and may buy, and how much is going on with it. */
export function CompanyFigures({ id, deals }: Props) {
  const { data, error, refetch } = useQuery(analyticsQuery(id));
  if (data === undefined) {
    return (
      <div className={css['page']}>
        {error ? <Problem error={error} retry={() => void refetch()} /> : <SkeletonLines count={8} height={28} />}
      </div>
    );
  }
  return (
    <div className={css['page']} tabIndex={0} role="region" aria-label={t('title')}>
      <Overview analytics={data} />
      <Panels>
        <Revenue revenue={data.revenue} />
        <Engagement engagement={data.engagement} />
        <Stages id={id} />
        <ActivityPanel activities={data.activities} />
      </Panels>
      {deals}
    </div>
  );
}

function Overview({
  analytics: { revenue, open, lost, winRate, lastTouchAt, daysSinceLastTouch },
}: {
  analytics: Analytics;
}) {
  const weighted = moneyOf(open.totals.map(({ currency, weightedValue }) => ({ currency, value: weightedValue })));
  return (
    <FigureRow label={t('overview')}>
      <Figure label={t('won')} value={moneyOf(revenue.total.totals) || t('noValue')}>
        {t('wonNote', { deals: t('deals', { count: revenue.total.count }) })}
      </Figure>
      <Figure label={t('open')} value={moneyOf(open.totals) || t('noValue')}>
        {open.count > 0 && t('openNote', { deals: t('deals', { count: open.count }), value: weighted })}
      </Figure>
      <Figure label={t('winRate')} value={winRate === null ? t('noValue') : percentOf(winRate)}>
        {t('winRateNote', { won: formatNumber(revenue.total.count), lost: formatNumber(lost.count) })}
      </Figure>
      <Figure label={t('lastTouch')} value={touchSaid(daysSinceLastTouch)}>
        {lastTouchAt === null ? t('touchNote') : formatDateTime(lastTouchAt)}
      </Figure>
    </FigureRow>
  );
}

function touchSaid(days: number | null): string {
  return days === null ? t('never') : days === 0 ? t('today') : t('daysAgo', { count: days });
}

function Revenue({ revenue: { total, months } }: { revenue: Analytics['revenue'] }) {
  const { currency, choice } = useCurrency(total.totals.map((each) => each.currency));
  const bars = months.map(({ month, totals }) => {
    const inMonth = totals.find((each) => each.currency === currency);
    const [value, count] = [inMonth?.value ?? '0', inMonth?.count ?? 0];
    return {
      key: month,
      label: formatMonth(month, 'short').slice(0, 3),
      name: formatMonth(month),
      value: Number(value),
      said: t('revenueSaid', { value: formatMoney(value, currency), deals: t('deals', { count }) }),
    };
  });
  return (
    <Panel title={t('revenue')} action={choice}>
      <Bars title={t('revenue')} heads={[t('month'), t('value')]} bars={bars} />
    </Panel>
  );
}

/** Its deals by stage, for each pipeline in which it has any. */
function Stages({ id }: { id: string }) {
  const { data } = useQuery(dealsSummaryQuery(id));
  return data?.pipelines.map((pipeline) => {
    const title = t('stages', { name: pipeline.name });
    return (
      <Panel
        key={pipeline.id}
        title={
          <Link to="/deals" search={{ pipelineId: pipeline.id, companyId: id }}>
            {title}
          </Link>
        }
      >
        <LyingBars
          title={title}
          bars={pipeline.stages.map((stage) => ({
            key: stage.id,
            name: stage.name,
            value: stage.count,
            said: formatNumber(stage.count),
            detail: moneyOf(stage.totals),
            end: ENDS[stage.kind],
          }))}
        />
      </Panel>
    );
  });
}
