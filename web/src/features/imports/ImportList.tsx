import { Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { RelativeTime } from '@/ui/RelativeTime';
import { importPath } from './importPath';
import { t } from './messages';
import { isUnderWay, type Job } from './progress';
import { outcomeOf } from './words';
import css from './ImportList.module.css';

export function ImportList({ jobs }: { jobs: readonly Job[] }) {
  return (
    <section>
      <h2 className={css['title']}>{t('past')}</h2>
      <ul className={css['list']}>
        {jobs.map((job) => (
          <li key={job.id}>
            <Link to={importPath(job.id)} className={css['row']}>
              <span className={css['file']}>{job.fileName}</span>
              <span className={css['target']}>{t(job.target)}</span>
              <span className={css['state']} data-state={job.state}>
                {t(job.state)}
              </span>
              <span className={css['outcome']}>{outcomeOf(job)}</span>
              <span className={css['time']}>
                <RelativeTime at={job.createdAt} />
              </span>
              {isUnderWay(job) && (
                <Progress
                  className={css['bar']}
                  size={2}
                  value={roughPercent(job)}
                  aria-label={t('progressOf', { file: job.fileName })}
                />
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Reading is the smaller part of the work; the import's own page knows it better. */
function roughPercent({ bytesRead, fileBytes, rowsRead, rowsSaved }: Job): number {
  const read = fileBytes === 0 ? 0 : bytesRead / fileBytes;
  const saved = rowsRead === 0 ? 0 : rowsSaved / rowsRead;
  return Math.min(100, read * 30 + saved * 70);
}
