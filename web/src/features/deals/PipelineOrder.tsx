import { ActionIcon, Popover, VisuallyHidden } from '@mantine/core';
import IconArrowsSort from '@tabler/icons-react/dist/esm/icons/IconArrowsSort.mjs';
import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { queryClient } from '@/lib/query';
import { notifyProblem } from '@/ui/toast';
import { useReorder } from '@/ui/useReorder';
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
  const [moved, setMoved] = useState<string>();
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
    setMoved(id);
    dropped.current = next;
  };
  const drop = () => {
    if (dropped.current !== undefined) {
      save.mutate(dropped.current);
      dropped.current = undefined;
    }
  };
  const { list, handle, dragged } = useReorder(
    order.map(({ id }) => id),
    move,
    drop,
  );
  const at = order.findIndex(({ id }) => id === moved);
  return (
    <Popover width={260} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={t('order')} title={t('order')}>
          <IconArrowsSort size={16} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label={t('order')}>
        <p className={css['note']}>{t('orderNote')}</p>
        <ul className={css['list']} ref={list}>
          {order.map(({ id, name }) => (
            <li key={id} className={css['pipeline']} data-dragged={dragged === id || undefined}>
              <ActionIcon
                className={css['handle'] ?? ''}
                aria-label={t('movePipeline', { name })}
                aria-description={t('moveHow')}
                {...handle(id)}
              >
                <IconGripVertical size={14} stroke={1.6} />
              </ActionIcon>
              <span className={css['name']}>{name}</span>
            </li>
          ))}
        </ul>
        <VisuallyHidden aria-live="polite">
          {at >= 0 && t('stageAt', { name: order[at]?.name ?? '', place: at + 1, of: order.length })}
        </VisuallyHidden>
      </Popover.Dropdown>
    </Popover>
  );
}

function withMove(pipelines: readonly Pipeline[], { id, place }: Move): readonly Pipeline[] {
  const pipeline = pipelines.find((each) => each.id === id);
  const others = pipelines.filter((each) => each.id !== id);
  return pipeline === undefined ? pipelines : others.toSpliced(place, 0, pipeline);
}
