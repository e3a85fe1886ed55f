import { Button, Group } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import IconPlugConnectedX from '@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs';
import IconZoomQuestion from '@tabler/icons-react/dist/esm/icons/IconZoomQuestion.mjs';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ApiProblem, session, Unreachable } from '@/lib/api';
import { useStore } from '@/lib/store';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { t } from '../messages';
import css from './ErrorPages.module.css';

export function NotFoundPage() {
  return <Missing />;
}

function Missing({ problem }: { problem?: ApiProblem }) {
  return (
    <Page title={t('notFound')}>
      <EmptyState icon={IconZoomQuestion} title={t('notFound')} action={<HomeButton />}>
        {t('notFoundText')}
        <RequestId of={problem} />
      </EmptyState>
    </Page>
  );
}

/** What stands where a page could not be shown; never a blank page. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  if (error instanceof Unreachable) {
    return <UnreachablePage reset={reset} />;
  }
  if (error instanceof ApiProblem && error.status === 404) {
    return <Missing problem={error} />;
  }
  if (error instanceof ApiProblem && error.status === 403) {
    return <ForbiddenPage problem={error} />;
  }
  return <BrokenPage error={error} reset={reset} />;
}

function ForbiddenPage({ problem }: { problem: ApiProblem }) {
  const state = useStore(session);
  const workspace = 'session' in state ? state.session.workspace.name : 'Brisk';
  return (
    <Page title={t('forbidden')}>
      <EmptyState icon={IconLock} title={t('forbidden')} action={<HomeButton />}>
        {t('forbiddenText', { workspace })}
        <RequestId of={problem} />
      </EmptyState>
    </Page>
  );
}

function UnreachablePage({ reset }: { reset: () => void }) {
  return (
    <Page title={t('unreachable')}>
      <EmptyState icon={IconPlugConnectedX} title={t('unreachable')} action={<AgainButton reset={reset} />}>
        {t('unreachableText')}
      </EmptyState>
    </Page>
  );
}

function BrokenPage({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <Page title={t('broken')}>
      <EmptyState
        icon={IconAlertTriangle}
        title={t('broken')}
        action={
          <Group gap="sm">
            <AgainButton reset={reset} />
            <HomeButton />
          </Group>
        }
      >
        {t('brokenText')}
        <code className={css['details']}>{error instanceof Error ? error.message : String(error)}</code>
        <RequestId of={error} />
      </EmptyState>
    </Page>
  );
}

function RequestId({ of }: { of: unknown }) {
  return of instanceof ApiProblem && of.requestId !== '' ? (
    <code className={css['details']}>{t('requestId', { id: of.requestId })}</code>
  ) : null;
}

function AgainButton({ reset }: { reset: () => void }) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return <Button onClick={again}>{t('retry')}</Button>;
}

function HomeButton() {
  return (
    <Button component={Link} to="/" variant="default">
      {t('home')}
    </Button>
  );
}
