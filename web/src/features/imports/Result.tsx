import { Button } from '@mantine/core';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { Link } from '@tanstack/react-router';
import { formatMilliseconds, formatNumber } from '@/lib/format';
import { Findings } from './Findings';
import { t } from './messages';
import { durationOf, rateOf } from './progress';
import { FINDING_KINDS, type FindingKind, type Import } from './useImports';
import css from './Result.module.css';

interface Props {
  job: Import;
  /** Only findings of this kind. */
  kind: FindingKind | undefined;
  onKind: (kind: FindingKind | undefined) => void;
}

const OPEN = { contacts: 'toContacts', companies: 'toCompanies', deals: 'toDeals', leads: 'toLeads' } as const;

/** What became of a file, and the rows that need a look. */
export function Result({ job, kind, onKind }: Props) {
  const millis = durationOf(job);
  const rate = rateOf(job);
  const somethingToSay = job.rowsRejected + job.rowsRepeated + job.rowsReported > 0;
  return (
    <div className={css['result']}>
      <div className={css['summary']}>
        <dl className={css['counts']}>
          <Count label={t('created')} value={job.rowsCreated} />
          <Count label={t('updated')} value={job.rowsUpdated} />
          <Count label={t('unchanged')} value={job.rowsUnchanged} />
          <Count label={t('repeated')} value={job.rowsRepeated} onClick={() => onKind('repeated')} />
          <Count label={t('rejected')} value={job.rowsRejected} tone="bad" onClick={() => onKind('rejected')} />
          <Count label={t('reported')} value={job.rowsReported} tone="warn" onClick={() => onKind(undefined)} />
        </dl>
        <div className={css['aside']}>
          <span className={css['took']}>
            {millis !== undefined &&
              t('took', { rows: t('rowsRead', { count: job.rowsRead }), time: formatMilliseconds(millis) })}
            {rate !== undefined && ` · ${t('rowsPerSecond', { count: rate })}`}
          </span>
          {job.target !== 'products' && (
            <Button component={Link} to={`/${job.target}`} variant="default">
              {t(OPEN[job.target])}
            </Button>
          )}
        </div>
      </div>
      {somethingToSay && (
        <div className={css['bar']}>
          <h2 className={css['title']}>{t('findings')}</h2>
          <div className={css['kinds']} role="group" aria-label={t('kind')}>
            {[undefined, ...FINDING_KINDS].map((each) => (
              <button
                key={each ?? 'all'}
                type="button"
                className={css['kind']}
                aria-pressed={kind === each}
                onClick={() => onKind(each)}
              >
                {t(each ?? 'all')}
              </button>
            ))}
          </div>
          <Button
            component="a"
            href={`/api/imports/${job.id}/findings.csv${kind === undefined ? '' : `?kind=${kind}`}`}
            download
            variant="default"
            leftSection={<IconDownload size={15} stroke={1.6} aria-hidden />}
            title={t('downloadText')}
          >
            {t('download')}
          </Button>
        </div>
      )}
      <Findings key={kind ?? 'all'} job={job} kind={kind} />
    </div>
  );
}

interface CountProps {
  label: string;
  value: number;
  tone?: 'bad' | 'warn';
  /** Shows the rows behind it. */
  onClick?: () => void;
}

function Count({ label, value, tone, onClick }: CountProps) {
  const number = formatNumber(value);
  return (
    <div className={css['count']} data-tone={value > 0 ? tone : undefined}>
      <dt>{label}</dt>
      <dd>
        {onClick === undefined || value === 0 ? (
          number
        ) : (
          <button type="button" className={css['number']} onClick={onClick} aria-label={`${label}: ${number}`}>
            {number}
          </button>
        )}
      </dd>
    </div>
  );
}
