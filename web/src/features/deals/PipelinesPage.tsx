import { Button } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useSession } from '@/lib/api';
import { may } from '@/lib/roles';
import { soon } from '@/lib/soon';
import { Page } from '@/ui/Page';
import { PageLinks } from '@/ui/PageLinks';
import { Problem } from '@/ui/Problem';
import { SkeletonLines } from '@/ui/Skeletons';
import { pipelinesQuery } from './deal';
import { PipelineEditor } from './PipelineEditor';
import { PipelineOrder } from './PipelineOrder';
import { t } from './pipelineMessages';

const NewPipelineDialog = soon(async () => (await import('./NewPipelineDialog')).NewPipelineDialog);

const route = getRouteApi('/shell/deals/pipelines');

/** The pipelines of the workspace and their stages. */
export function PipelinesPage() {
  const { user } = useSession();
  const manages = may(user.role, 'manage');
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: pipelines, error, refetch } = useQuery(pipelinesQuery);
  const [creating, setCreating] = useState(false);
  const pipeline = pipelines?.find((each) => each.id === id) ?? pipelines?.[0];
  const open = (next: string | undefined) =>
    void navigate({ search: next === undefined ? {} : { id: next }, replace: true });

  return (
    <Page
      title={t('title')}
      actions={
        <>
          {manages && pipelines !== undefined && pipelines.length > 1 && <PipelineOrder pipelines={pipelines} />}
          {manages && pipeline !== undefined && (
            <Button size="compact-sm" leftSection={<IconPlus size={14} stroke={2} />} onClick={() => setCreating(true)}>
              {t('new')}
            </Button>
          )}
          <Button component={Link} to="/deals" variant="default" size="compact-sm">
            {t('toDeals')}
          </Button>
        </>
      }
      toolbar={
        <PageLinks
          label={t('title')}
          path="/deals/pipelines"
          by="id"
          parts={pipelines?.map(({ id, name }) => ({ id, label: name })) ?? []}
          current={pipeline?.id}
        />
      }
      layout="narrow"
    >
      {pipeline === undefined || pipelines === undefined ? (
        error ? (
          <Problem error={error} retry={() => void refetch()} />
        ) : (
          <SkeletonLines count={6} height={28} />
        )
      ) : (
        <PipelineEditor
          key={pipeline.id}
          pipeline={pipeline}
          pipelines={pipelines}
          editable={manages}
          onGone={() => open(undefined)}
        />
      )}
      <Suspense>
        {creating && pipeline !== undefined && (
          <NewPipelineDialog like={pipeline} onClose={() => setCreating(false)} onCreated={(made) => open(made.id)} />
        )}
      </Suspense>
    </Page>
  );
}
