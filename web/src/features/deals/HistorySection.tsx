import { useQuery } from '@tanstack/react-query';
import { AsideSection } from '@/ui/RecordPage';
import { RelativeTime } from '@/ui/RelativeTime';
import { historyQuery } from './deal';
import css from './HistorySection.module.css';
import { t } from './recordMessages';
import { spanOf, stayOf } from './spans';

/** How long a deal was in each stage, and how it came there. */
export function HistorySection({ dealId }: { dealId: string }) {
  const { data } = useQuery(historyQuery(dealId));
  const stages = data?.stages ?? [];
  const moves = data?.moves ?? [];
  const longest = Math.max(1, ...stages.map(stayOf));
  return (
    <AsideSection title={t('history')}>
      <ul className={css['stages']}>
        {stages.map((stage) => (
          <li key={stage.stageId} className={css['stage']}>
            <span className={css['name']}>{stage.name}</span>
            <span className={css['track']} aria-hidden>
              <span
                className={css['stay']}
                data-kind={stage.kind}
                style={{ width: `${Math.max(2, (stayOf(stage) / longest) * 100)}%` }}
              />
            </span>
            <span className={css['span']} title={t('visits', { count: stage.visits })}>
              {spanOf(stayOf(stage))}
            </span>
          </li>
        ))}
      </ul>
      {moves.length > 0 && (
        <details className={css['moves']}>
          <summary>{t('moves', { count: moves.length })}</summary>
          <ol>
            {moves.map(({ from, to, at, by }) => (
              <li key={at}>
                <span>
                  {from === null ? t('entered', { to: to.name }) : t('moved', { from: from.name, to: to.name })}
                </span>
                <span className={css['quiet']}>
                  <RelativeTime at={at} />
                  {by && ` · ${by.name}`}
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </AsideSection>
  );
}
