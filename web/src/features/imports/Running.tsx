import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/lib/api';
import { formatPercent } from '@/lib/format';
import { changed } from '@/lib/query';
import { notifyProblem } from '@/ui/toast';
import { t } from './messages';
import { phaseOf } from './progress';
import { remember, useLive, type Import } from './useImports';
import { leftOf } from './words';
import css from './Running.module.css';

/** An import under way: how far, how fast, how long still, and the way out. */
export function Running({ job }: { job: Import }) {
  const { progress, left } = useLive(job);
  const cancel = useMutation({
    mutationFn: () => answer(api.POST('/api/imports/{id}/cancel', { params: { path: { id: job.id } } })),
    onSuccess: remember,
    onError: notifyProblem,
    onSettled: () => changed('imports'),
  });
  const phase = phaseOf(progress);
  const { rowsRead, rowsSaved, rowsPerSecond, percent } = progress;
  return (
    <section className={css['running']}>
      <div className={css['head']}>
        <h2 className={css['phase']} role="status">
          {t(phase)}
        </h2>
        <span className={css['percent']}>{phase === 'waiting' ? '' : formatPercent(percent / 100)}</span>
      </div>
      <Progress
        value={percent}
        animated={phase === 'comparing' || phase === 'finishing'}
        aria-label={t('progressOf', { file: job.fileName })}
      />
      <div className={css['facts']}>
        <span>
          {rowsSaved > 0
            ? t('savedOf', { saved: rowsSaved, read: rowsRead })
            : rowsRead > 0 && t('rowsRead', { count: rowsRead })}
        </span>
        <span>{rowsPerSecond !== undefined && rowsPerSecond > 0 && t('rowsPerSecond', { count: rowsPerSecond })}</span>
        <span>{left !== undefined && leftOf(left.seconds)}</span>
      </div>
      <p className={css['text']}>{t('mayLeave')}</p>
      <div className={css['cancel']}>
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('cancel')}
        </Button>
        <span className={css['text']}>{t('cancelText')}</span>
      </div>
    </section>
  );
}
