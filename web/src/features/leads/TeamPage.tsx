import { SegmentedControl } from '@mantine/core';
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Schema } from '@/lib/api';
import { formatDate, formatNumber, formatPercent, formatShortDate } from '@/lib/format';
import { Bars } from '@/ui/charts/Bars';
import { Figure, FigureRow, Panel, Panels } from '@/ui/charts/Figure';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { Problem } from '@/ui/Problem';
import { SkeletonLines } from '@/ui/Skeletons';
import { DeskNav } from './DeskNav';
import { membersOf, PERIODS, periodOf, slaQuery, teamStatsQuery, type Member, type Period } from './team';
import css from './TeamPage.module.css';
import { t } from './teamMessages';

const route = getRouteApi('/shell/leads/team');

type Stats = Schema<'LeadStats'>;
type Sla = Schema<'LeadSla'>;

/** How the desk does: what came, what became of it, who answers in time. */
export function TeamPage() {
  const { period: given } = route.useSearch();
  const navigate = route.useNavigate();
  const period = periodOf(given);
  const { data: stats, error } = useQuery(teamStatsQuery(period));
  const { data: sla, error: slaError } = useQuery(slaQuery(period));
  const problem = error ?? slaError;
  const content = () => {
    if (stats === undefined || sla === undefined) {
      return problem ? <Problem error={problem} /> : <SkeletonLines count={8} height={28} />;
    }
    return stats.totals.leads === 0 ? (
      <EmptyState icon={IconHeadset} title={t('empty')}>
        {t('emptyText')}
      </EmptyState>
    ) : (
      <Team stats={stats} sla={sla} />
    );
  };
  return (
    <Page
      title={t('title')}
      actions={<DeskNav />}
      toolbar={
        <SegmentedControl
          size="xs"
          aria-label={t('period')}
          value={period}
          onChange={(next) => void navigate({ search: { period: next }, replace: true })}
          data={(Object.keys(PERIODS) as Period[]).map((value) => ({ value, label: t(value) }))}
        />
      }
    >
      {content()}
    </Page>
  );
}

function Team({ stats, sla }: { stats: Stats; sla: Sla }) {
  const ps = membersOf(stats.byPs, sla.byPs);
  const cre = membersOf(stats.byCre, sla.byCre);
  return (
    <div className={css['page']}>
      <Figures stats={stats} sla={sla} />
      <Panels>
        <Series stats={stats} />
        <Late title={t('lateByPs')} members={ps} />
        <Late title={t('lateByCre')} members={cre} />
      </Panels>
      <Members title={t('byPs')} members={ps} filter="psId" />
      <Members title={t('byCre')} members={cre} filter="creId" />
      <Sources counts={stats.bySource} />
    </div>
  );
}

function Figures({ stats: { totals }, sla: { totals: clock } }: { stats: Stats; sla: Sla }) {
  return (
    <FigureRow label={t('figures')}>
      <Figure label={t('leads')} value={formatNumber(totals.leads)}>
        {t('open')} {formatNumber(totals.open)}
      </Figure>
      <Figure label={t('won')} value={formatNumber(totals.won)}>
        {t('conversion')} {shareSaid(totals.conversion)}
      </Figure>
      <Figure label={t('response')} value={minutesSaid(totals.averageResponseMinutes)}>
        {t('met')} {formatNumber(clock.met)}
      </Figure>
      <Figure label={t('breaches')} value={formatNumber(clock.breaches)}>
        {t('breachRate')} {shareSaid(clock.breachRate)}
      </Figure>
      <Figure label={t('overdue')} value={formatNumber(clock.overdue)}>
        {t('waiting')} {formatNumber(clock.waiting)}
      </Figure>
    </FigureRow>
  );
}

const noon = (date: string) => `${date.length === 7 ? `${date}-15` : date}T12:00:00Z`;

function Series({ stats: { series, granularity } }: { stats: Stats }) {
  const byDay = granularity === 'day';
  const title = byDay ? t('byDay') : t('byMonth');
  const step = Math.max(1, Math.ceil(series.length / 6));
  const bars = series.map(({ date = '', leads, won }, index) => ({
    key: date,
    label: index % step === 0 ? formatShortDate(noon(date)) : '',
    name: byDay ? formatDate(noon(date)) : date,
    value: leads,
    part: won,
    said: t('daySaid', { leads, won }),
  }));
  return (
    <Panel title={title} wide>
      <Bars title={title} heads={[byDay ? t('day') : t('month_'), t('leads')]} bars={bars} />
    </Panel>
  );
}

const MOST_BARS = 12;

/** How many of each one's leads were, or are, answered too late. */
function Late({ title, members }: { title: string; members: readonly Member[] }) {
  const bars = members.slice(0, MOST_BARS).map(({ id, name = t('nobody'), count: { leads, breaches } }) => ({
    key: id,
    label: name.split(' ')[0] ?? name,
    name,
    value: leads,
    part: breaches,
    said: t('lateSaid', { late: breaches, leads }),
  }));
  return (
    <Panel title={title}>
      <Bars title={title} heads={[t('person'), t('breaches')]} bars={bars} />
    </Panel>
  );
}

interface MembersProps {
  title: string;
  members: readonly Member[];
  /** What the queue is narrowed by to the leads of one of them. */
  filter: 'psId' | 'creId';
}

function Members({ title, members, filter }: MembersProps) {
  return (
    <Panel title={title}>
      <div className={css['scroll']} tabIndex={0} role="region" aria-label={title}>
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{t('person')}</th>
              <th scope="col">{t('leads')}</th>
              <th scope="col">{t('open')}</th>
              <th scope="col">{t('won')}</th>
              <th scope="col">{t('lost')}</th>
              <th scope="col">{t('conversion')}</th>
              <th scope="col">{t('response')}</th>
              <th scope="col">{t('met')}</th>
              <th scope="col">{t('missed')}</th>
              <th scope="col">{t('overdue')}</th>
              <th scope="col">{t('breachRate')}</th>
            </tr>
          </thead>
          <tbody>
            {members.map(({ id, name, count, sla }) => (
              <tr key={id}>
                <th scope="row">
                  {name === undefined ? (
                    t('nobody')
                  ) : (
                    <Link to="/leads" search={{ [filter]: id }}>
                      {name}
                    </Link>
                  )}
                </th>
                <td>{formatNumber(count.leads)}</td>
                <td>{formatNumber(count.open)}</td>
                <td>{formatNumber(count.won)}</td>
                <td>{formatNumber(count.lost)}</td>
                <td>{shareSaid(count.conversion)}</td>
                <td>{minutesSaid(count.averageResponseMinutes)}</td>
                <td>{formatNumber(sla?.met ?? 0)}</td>
                <td data-bad={bad(sla?.missed)}>{formatNumber(sla?.missed ?? 0)}</td>
                <td data-bad={bad(sla?.overdue)}>{formatNumber(sla?.overdue ?? 0)}</td>
                <td data-bad={bad(sla?.breaches)}>{shareSaid(sla?.breachRate ?? null)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

const bad = (count: number | undefined) => (count !== undefined && count > 0) || undefined;

function Sources({ counts }: { counts: Stats['bySource'] }) {
  return (
    <Panel title={t('bySource')}>
      <div className={css['scroll']} tabIndex={0} role="region" aria-label={t('bySource')}>
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{t('source')}</th>
              <th scope="col">{t('leads')}</th>
              <th scope="col">{t('open')}</th>
              <th scope="col">{t('won')}</th>
              <th scope="col">{t('conversion')}</th>
              <th scope="col">{t('response')}</th>
              <th scope="col">{t('breaches')}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ source = '', leads, open, won, conversion, averageResponseMinutes, breaches }) => (
              <tr key={source}>
                <th scope="row">
                  <Link to="/leads" search={{ source }}>
                    {source}
                  </Link>
                </th>
                <td>{formatNumber(leads)}</td>
                <td>{formatNumber(open)}</td>
                <td>{formatNumber(won)}</td>
                <td>{shareSaid(conversion)}</td>
                <td>{minutesSaid(averageResponseMinutes)}</td>
                <td data-bad={bad(breaches)}>{formatNumber(breaches)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

const shareSaid = (share: number | null): string => (share === null ? t('none') : formatPercent(share));

function minutesSaid(minutes: number | null): string {
  if (minutes === null) {
    return t('none');
  }
  return minutes < 120
    ? t('minutes', { count: Math.round(minutes) })
    : t('hours', { count: Math.round(minutes / 6) / 10 });
}
