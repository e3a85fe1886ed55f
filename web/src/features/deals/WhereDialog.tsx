import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '@/ui/Dialog';
import { DialogEnd } from '@/ui/DialogEnd';
import type { Pipeline } from './deal';
import type { Draft } from './pipelineDraft';
import { t } from './pipelineMessages';
import type { Occupied } from './pipelines';

interface Props {
  stages: readonly Occupied[];
  /** Stages are taken out of a pipeline: their deals go to others of it. */
  within?: { pipeline: Pipeline; draft: Draft };
  /** The pipeline goes as a whole: its deals go to one of these. */
  others?: readonly Pipeline[];
  onClose: () => void;
  onMove: (targets: Record<string, string>) => void;
  onMoveAll: (stageId: string) => void;
}

/** Asks where the deals of what is taken out are to go. */
export function WhereDialog({ stages, within, others, onClose, onMove, onMoveAll }: Props) {
  return (
    <Dialog title={t('whereTitle')} onClose={onClose} width={460}>
      {within !== undefined ? (
        <Within stages={stages} {...within} onClose={onClose} onMove={onMove} />
      ) : (
        <Elsewhere stages={stages} others={others ?? []} onClose={onClose} onMove={onMoveAll} />
      )}
    </Dialog>
  );
}

interface WithinProps {
  stages: readonly Occupied[];
  pipeline: Pipeline;
  draft: Draft;
  onClose: () => void;
  onMove: (targets: Record<string, string>) => void;
}

function Within({ stages, pipeline, draft, onClose, onMove }: WithinProps) {
  const offered = (occupied: Occupied) => {
    const kind = pipeline.stages.find(({ id }) => id === occupied.id)?.kind;
    return draft.stages.flatMap((stage) =>
      stage.id !== null && stage.kind === kind ? [{ value: stage.id, label: stage.name }] : [],
    );
  };
  const [targets, setTargets] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      stages.flatMap((stage) =>
        offered(stage)
          .slice(0, 1)
          .map(({ value }) => [stage.id, value]),
      ),
    ),
  );
  return (
    <Stack gap="md">
      <Text>{t('whereText')}</Text>
      {stages.map((stage) => (
        <Select
          key={stage.id}
          label={t('dealsOf', { name: stage.name, count: stage.deals })}
          data={offered(stage)}
          value={targets[stage.id] ?? null}
          onChange={(target) => target !== null && setTargets({ ...targets, [stage.id]: target })}
          error={offered(stage).length === 0 ? t('noneOfKind') : undefined}
          allowDeselect={false}
        />
      ))}
      <DialogEnd
        label={t('move')}
        disabled={stages.some(({ id }) => targets[id] === undefined)}
        onClose={onClose}
        onDone={() => onMove(targets)}
      />
    </Stack>
  );
}

interface ElsewhereProps {
  stages: readonly Occupied[];
  others: readonly Pipeline[];
  onClose: () => void;
  onMove: (stageId: string) => void;
}

function Elsewhere({ stages, others, onClose, onMove }: ElsewhereProps) {
  const open = others.map(({ name, stages: all }) => ({
    group: name,
    items: all.filter(({ kind }) => kind === 'open').map(({ id, name: called }) => ({ value: id, label: called })),
  }));
  const [target, setTarget] = useState(open[0]?.items[0]?.value);
  return (
    <Stack gap="md">
      <Text>{t('whereOther')}</Text>
      <Text>{stages.map(({ name, deals }) => t('dealsOf', { name, count: deals })).join(' · ')}</Text>
      <Select
        label={t('target')}
        data={open}
        value={target ?? null}
        onChange={(next) => next !== null && setTarget(next)}
        allowDeselect={false}
      />
      <DialogEnd
        label={t('moveAndDelete')}
        disabled={target === undefined}
        onClose={onClose}
        onDone={() => target !== undefined && onMove(target)}
      />
    </Stack>
  );
}
