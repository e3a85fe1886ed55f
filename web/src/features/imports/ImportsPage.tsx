import { Button, FileButton, Progress, SegmentedControl, Skeleton } from '@mantine/core';
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs';
import IconUpload from '@tabler/icons-react/dist/esm/icons/IconUpload.mjs';
import { getRouteApi, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem } from '@/lib/api';
import { useStore } from '@/lib/store';
import { EmptyState } from '@/ui/EmptyState';
import { FormError } from '@/ui/FormError';
import { Page } from '@/ui/Page';
import { Problem } from '@/ui/Problem';
import { notify } from '@/ui/toast';
import { ImportList } from './ImportList';
import { importPath } from './importPath';
import { isTarget, type Target } from './mapping';
import { t } from './messages';
import { problem, send, sending, stopSending } from './uploads';
import { useFileDrop } from './useFileDrop';
import { remember, useImports } from './useImports';
import { problemText, sizeOf } from './words';
import css from './ImportsPage.module.css';

const route = getRouteApi('/shell/imports');

export function ImportsPage() {
  const { target: asked } = route.useSearch();
  const [target, setTarget] = useState<Target>(isTarget(asked) ? asked : 'contacts');
  const take = useTake(target);
  const over = useFileDrop(take);
  return (
    <Page title={t('title')} layout="narrow">
      <DropZone target={target} onTarget={setTarget} onFiles={take} />
      <PastImports />
      {over && (
        <div className={css['overlay']}>
          <IconUpload size={24} stroke={1.6} aria-hidden />
          {t('dropNow', { target: t(target) })}
        </div>
      )}
    </Page>
  );
}

/** Sends a file, and goes to its columns where one still waits here for it. */
function useTake(target: Target): (files: readonly File[]) => void {
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, [path]);
  const take = async ([file, ...others]: readonly File[]) => {
    if (file === undefined) {
      return;
    }
    if (sending.get() !== undefined) {
      notify(t('stillSending'));
      return;
    }
    if (others.length > 0) {
      notify(t('oneAtATime', { file: file.name }));
    }
    const job = await send(file, target);
    if (job !== undefined) {
      remember(job);
      if (here.current) {
        await navigate({ to: importPath(job.id) });
      } else {
        notify(t('sent', { file: job.fileName }));
      }
    }
  };
  return (files) => void take(files);
}

interface DropZoneProps {
  target: Target;
  onTarget: (target: Target) => void;
  onFiles: (files: readonly File[]) => void;
}

function DropZone({ target, onTarget, onFiles }: DropZoneProps) {
  const onItsWay = useStore(sending);
  const refused = useStore(problem);
  return (
    <section className={css['zone']}>
      {onItsWay !== undefined ? (
        <Sending {...onItsWay} />
      ) : (
        <>
          <p className={css['drop']}>{t('drop')}</p>
          <p className={css['text']}>{t('dropText')}</p>
          <div className={css['controls']}>
            <SegmentedControl
              aria-label={t('target')}
              classNames={{ label: css['target'] ?? '' }}
              value={target}
              onChange={onTarget}
              data={[
                { value: 'contacts', label: t('contacts') },
                { value: 'companies', label: t('companies') },
                { value: 'deals', label: t('deals') },
                { value: 'products', label: t('products') },
                { value: 'leads', label: t('leads') },
              ]}
            />
            <FileButton
              accept=".csv,.tsv,.tab,.txt,.xlsx,text/csv"
              onChange={(file) => onFiles(file === null ? [] : [file])}
            >
              {(props) => <Button {...props}>{t('choose')}</Button>}
            </FileButton>
          </div>
        </>
      )}
      {refused !== undefined && <FormError>{problemText(refused)}</FormError>}
    </section>
  );
}

function Sending({ file, sentBytes, totalBytes }: { file: string; sentBytes: number; totalBytes: number }) {
  const isThere = sentBytes >= totalBytes;
  return (
    <div className={css['sending']}>
      <div className={css['sendingHead']}>
        <span className={css['sendingFile']}>{t('sending', { file })}</span>
        <span className={css['text']}>
          {isThere ? t('checking') : t('sentOf', { sent: sizeOf(sentBytes), total: sizeOf(totalBytes) })}
        </span>
        <Button variant="default" size="compact-sm" onClick={stopSending}>
          {t('stop')}
        </Button>
      </div>
      <Progress value={(sentBytes / totalBytes) * 100} animated={isThere} aria-label={t('sending', { file })} />
    </div>
  );
}

function PastImports() {
  const imports = useImports();
  if (imports.isPending) {
    return (
      <div className={css['loading']} aria-busy>
        <Skeleton height={14} width="70%" />
        <Skeleton height={14} width="60%" />
        <Skeleton height={14} width="65%" />
      </div>
    );
  }
  if (imports.data === undefined) {
    if (imports.error instanceof ApiProblem && imports.error.status === 403) {
      throw imports.error;
    }
    return <Problem error={imports.error} retry={() => void imports.refetch()} />;
  }
  const jobs = imports.data.pages.flatMap((page) => page.data);
  if (jobs.length === 0) {
    return (
      <EmptyState icon={IconFileImport} title={t('pastNone')}>
        {t('pastNoneText')}
      </EmptyState>
    );
  }
  return (
    <>
      <ImportList jobs={jobs} />
      {imports.hasNextPage && (
        <Button
          variant="subtle"
          className={css['more']}
          loading={imports.isFetchingNextPage}
          onClick={() => void imports.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  );
}
