import { ActionIcon, Popover } from '@mantine/core';
import IconArrowsSort from '@tabler/icons-react/dist/esm/icons/IconArrowsSort.mjs';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { queryClient } from '@/lib/query';
import { ReorderList } from '@/ui/reorder/ReorderList';
import { notifyProblem } from '@/ui/toast';
import { pipelinesQuery, type Pipeline } from './deal';
import css from './PipelineOrder.module.css';
import { t } from './pipelineMessages';
import { savePipeline } from './pipelines';

interface Move {
  id: string;
  /** Counted from 0. */
  place: number;
}

/** The order of the pipelines, of which the first is where new deals begin. */
export function PipelineOrder({ pipelines }: { pipelines: readonly Pipeline[] }) {
  // Shown at once, until the server's order is there.
  const [moves, setMoves] = useState<readonly Move[]>([]);
  const dropped = useRef<Move>(undefined);
  const order = moves.reduce(withMove, pipelines);

  const save = useMutation({
    // One after the other: what a pipeline's version is then is known by then.
    scope: { id: 'order of pipelines' },
    mutationFn: async ({ id, place }: Move) => {
      const pipeline = queryClient.getQueryData(pipelinesQuery.queryKey)?.find((each) => each.id === id);
      if (pipeline !== undefined) {
        await savePipeline(pipeline, { position: place + 1 });
      }
    },
    onError: notifyProblem,
    onSettled: (_, __, move) => setMoves((before) => before.filter((each) => each !== move)),
  });
  const move = (id: string, place: number) => {
    const next = { id, place };
    setMoves([...moves.filter((each) => each !== dropped.current), next]);
    dropped.current = next;
  };
  const drop = () => {
    if (dropped.current !== undefined) {
      save.mutate(dropped.current);
      dropped.current = undefined;
    }
  };
  return (
    <Popover width={260} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={t('order')} title={t('order')}>
          <IconArrowsSort size={16} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label={t('order')}>
        <p className={css['note']}>{t('orderNote')}</p>
        <ReorderList
          label={t('order')}
          entries={order}
          keyOf={({ id }) => id}
          nameOf={({ name }) => t('pipelineCalled', { name })}
          onMove={move}
          onDropped={drop}
          editable
          className={css['pipeline']}
        >
          {({ name }) => <span className={css['name']}>{name}</span>}
        </ReorderList>
      </Popover.Dropdown>
    </Popover>
  );
}

function withMove(pipelines: readonly Pipeline[], { id, place }: Move): readonly Pipeline[] {
  const pipeline = pipelines.find((each) => each.id === id);
  const others = pipelines.filter((each) => each.id !== id);
  return pipeline === undefined ? pipelines : others.toSpliced(place, 0, pipeline);
}
