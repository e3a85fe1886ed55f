import { Skeleton } from '@mantine/core';
import css from './RecordSkeleton.module.css';
import { RecordPage } from './RecordPage';
import { t } from './messages';

/** Stands where a record will be when it is loaded for the first time. */
export function RecordSkeleton() {
  return (
    <RecordPage
      title={t('loading')}
      bar={<Skeleton width={160} height={12} />}
      head={
        <div className={css['head']} role="status" aria-label={t('loading')}>
          <Skeleton circle width={44} height={44} />
          <div className={css['names']}>
            <Skeleton width={180} height={16} />
            <Skeleton width={120} height={10} />
          </div>
        </div>
      }
      mainLabel={t('loading')}
      main={<Rows widths={[70, 90, 60, 80, 50]} />}
      aside={<Rows widths={[80, 60, 70, 90, 50, 60, 75, 65]} />}
    />
  );
}

function Rows({ widths }: { widths: number[] }) {
  return (
    <div className={css['rows']}>
      {widths.map((width, index) => (
        <Skeleton key={index} width={`${width}%`} height={12} />
      ))}
    </div>
  );
}
