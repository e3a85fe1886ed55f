import { Link } from '@tanstack/react-router';
import type { Schema } from '@/lib/api';
import { formatDate, formatMoney, formatMonth, formatNumber, formatShortDate } from '@/lib/format';
import { Bars } from '@/ui/charts/Bars';
import { Panel, Panels } from '@/ui/charts/Figure';
import { LyingBars } from '@/ui/charts/LyingBars';
import { moneyOf, percentOf, useCurrency } from '@/ui/charts/money';
import type { Dashboard } from './dashboard';
import css from './Dashboard.module.css';
import { t } from './messages';

type Weighted = Schema<'WeightedDeals'>;
type Pipeline = NonNullable<Dashboard['overview']['pipeline']>;

const ENDS = { open: undefined, won: 'good', lost: 'bad' } as const;

const noon = (day: string) => `${day}T12:00:00Z`;

/** The pipeline, what is expected, and what was done day by day. */
export function Charts({ dashboard: { overview } }: { dashboard: Dashboard }) {
  const { deals, activities, pipeline } = overview;
  const days = activities.days.map(({ day, count }, index) => ({
    key: day,
    label: index % 7 === 1 ? formatShortDate(noon(day)) : '',
    name: formatDate(noon(day)),
    value: count,
    said: t('activitiesSaid', { count }),
  }));
  return (
    <Panels>
      {pipeline && <Funnel pipeline={pipeline} />}
      <Forecast deals={deals} />
      <Panel title={t('activityByDay')} wide>
        <Bars title={t('activityByDay')} heads={[t('day'), t('count')]} bars={days} />
      </Panel>
    </Panels>
  );
}

function Funnel({ pipeline }: { pipeline: Pipeline }) {
  const title = t('funnel', { name: pipeline.name });
  const bars = pipeline.stages.map(({ id, name, kind, count, totals, conversionRate }) => ({
    key: id,
    name,
    value: count,
    said: formatNumber(count),
    detail: moneyOf(totals),
    note: conversionRate === null ? '' : t('funnelNote', { rate: percentOf(conversionRate) }),
    end: ENDS[kind],
  }));
  return (
    <Panel
      title={
        <Link to="/deals" search={{ pipelineId: pipeline.id }}>
          {title}
        </Link>
      }
    >
      <LyingBars title={title} bars={bars} />
    </Panel>
  );
}

function Forecast({ deals: { pipeline_value: values, forecast } }: { deals: Dashboard['overview']['deals'] }) {
  const { currency, choice } = useCurrency(values.map((each) => each.currency));
  const of = ({ totals }: Weighted) => totals.find((each) => each.currency === currency);
  const bars = forecast.months.map((month) => {
    const total = of(month);
    const [value, weighted] = [total?.value ?? '0', total?.weightedValue ?? '0'];
    return {
      key: month.month,
      label: formatMonth(month.month, 'short').slice(0, 3),
      name: formatMonth(month.month),
      value: Number(value),
      part: Number(weighted),
      said: t('forecastSaid', {
        value: formatMoney(value, currency),
        weighted: formatMoney(weighted, currency),
        deals: t('deals', { count: total?.count ?? 0 }),
      }),
    };
  });
  const beside = [
    forecast.overdue.count > 0 && t('overdue', { deals: t('deals', { count: forecast.overdue.count }) }),
    forecast.undated.count > 0 && t('undated', { deals: t('deals', { count: forecast.undated.count }) }),
  ].filter(Boolean);
  return (
    <Panel title={t('forecast')} note={t('forecastNote')} action={choice}>
      <Bars title={`${t('forecast')}. ${t('forecastNote')}`} heads={[t('month_'), t('value')]} bars={bars} />
      <p className={css['note']}>{beside.join(' · ')}</p>
    </Panel>
  );
}
