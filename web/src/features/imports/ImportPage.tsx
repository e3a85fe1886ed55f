import { Button, Skeleton } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconBan from '@tabler/icons-react/dist/esm/icons/IconBan.mjs';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ApiProblem } from '@/lib/api';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { Problem } from '@/ui/Problem';
import { ColumnsForm } from './ColumnsForm';
import { t } from './messages';
import { Result } from './Result';
import { Running } from './Running';
import { useImport, type Import } from './useImports';
import { sizeOf } from './words';

const route = getRouteApi('/shell/imports/$id');

/** One import, whatever its state: columns to check, progress, result. */
export function ImportPage() {
  const { id } = route.useParams();
  const { data: job, error, refetch } = useImport(id);
  if (job === undefined) {
    if (error instanceof ApiProblem && [403, 404].includes(error.status)) {
      throw error;
    }
    return (
      <Page title={t('title')} actions={<AllImports />} layout="narrow">
        {error === null ? <Skeleton height={120} aria-busy /> : <Problem error={error} retry={() => void refetch()} />}
      </Page>
    );
  }
  return (
    <Page
      title={job.fileName}
      aside={`${t(job.target)} · ${sizeOf(job.fileBytes)} · ${t(job.state)}`}
      actions={<AllImports />}
      layout={job.state === 'done' ? 'fill' : 'scroll'}
    >
      <Content job={job} />
    </Page>
  );
}

function AllImports() {
  return (
    <Button component={Link} to="/imports" variant="default" size="compact-sm">
      {t('allImports')}
    </Button>
  );
}

function Content({ job }: { job: Import }) {
  const { kind } = route.useSearch();
  const navigate = route.useNavigate();
  switch (job.state) {
    case 'uploaded':
      return <ColumnsForm key={job.id} job={job} />;
    case 'queued':
    case 'running':
      return <Running job={job} />;
    case 'done':
      return (
        <Result
          job={job}
          kind={kind}
          onKind={(next) => void navigate({ search: next === undefined ? {} : { kind: next }, replace: true })}
        />
      );
    case 'failed':
      return (
        <EmptyState icon={IconAlertTriangle} title={t('failedTitle')} action={<Again />}>
          {job.error} {t('failedText')}
        </EmptyState>
      );
    case 'cancelled':
      return (
        <EmptyState icon={IconBan} title={t('cancelledTitle')} action={<Again />}>
          {t('cancelledLong')}
        </EmptyState>
      );
  }
}

function Again() {
  return (
    <Button component={Link} to="/imports">
      {t('again')}
    </Button>
  );
}
