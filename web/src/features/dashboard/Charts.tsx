import { SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schema } from '@/lib/api';
import { formatDate, formatMoney, formatNumber, formatShortDate } from '@/lib/format';
import { Bars } from '@/ui/charts/Bars';
import type { Dashboard } from './dashboard';
import css from './Dashboard.module.css';
import { percentOf } from './Figures';
import { t } from './messages';

type Weighted = Schema<'WeightedDeals'>;
type Pipeline = NonNullable<Dashboard['overview']['pipeline']>;

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
    <div className={css['columns']}>
      {pipeline && <Funnel pipeline={pipeline} />}
      <Forecast deals={deals} />
      <section className={css['panel']} data-wide>
        <h2 className={css['title']}>{t('activityByDay')}</h2>
        <Bars title={t('activityByDay')} heads={[t('day'), t('count')]} bars={days} />
      </section>
    </div>
  );
}

function Funnel({ pipeline }: { pipeline: Pipeline }) {
  const most = Math.max(...pipeline.stages.map(({ count }) => count), 1);
  const title = t('funnel', { name: pipeline.name });
  return (
    <section className={css['panel']}>
      <h2 className={css['title']}>
        <Link to="/deals" search={{ pipelineId: pipeline.id }}>
          {title}
        </Link>
      </h2>
      <table className={css['funnel']}>
        <tbody>
          {pipeline.stages.map(({ id, name, kind, count, totals, conversionRate }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className={css['track']}>
                <div className={css['stay']} data-kind={kind} style={{ width: `${(count / most) * 100}%` }} />
              </td>
              <td className={css['number']}>{formatNumber(count)}</td>
              <td className={css['money']}>
                {totals.map(({ currency, value }) => formatMoney(value, currency)).join(' · ')}
              </td>
              <td className={css['rate']}>
                {conversionRate !== null && t('funnelNote', { rate: percentOf(conversionRate) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Forecast({ deals: { pipeline_value: values, forecast } }: { deals: Dashboard['overview']['deals'] }) {
  const [chosen, setChosen] = useState<string>();
  const currencies = values.map(({ currency }) => currency);
  const currency = currencies.find((each) => each === chosen) ?? currencies[0] ?? 'EUR';
  const of = ({ totals }: Weighted) => totals.find((each) => each.currency === currency);
  const bars = forecast.months.map((month) => {
    const total = of(month);
    const [value, weighted] = [total?.value ?? '0', total?.weightedValue ?? '0'];
    return {
      key: month.month,
      label: monthName(month.month, 'narrow'),
      name: monthName(month.month, 'long'),
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
    <section className={css['panel']}>
      <div className={css['head']}>
        <h2 className={css['title']} title={t('forecastNote')}>
          {t('forecast')}
        </h2>
        {currencies.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t('currency')}
            value={currency}
            onChange={setChosen}
            data={currencies.slice(0, 4)}
          />
        )}
      </div>
      <Bars title={`${t('forecast')}. ${t('forecastNote')}`} heads={[t('month_'), t('value')]} bars={bars} />
      <p className={css['note']}>{beside.join(' · ')}</p>
    </section>
  );
}

function monthName(month: string, length: 'narrow' | 'long'): string {
  const date = new Date(`${month}-15T12:00:00Z`);
  return length === 'narrow'
    ? formatShortDate(date)
        .replace(/[\d\s,.]/g, '')
        .slice(0, 3)
    : formatDate(date).replace(/^\d+\s/, '');
}
