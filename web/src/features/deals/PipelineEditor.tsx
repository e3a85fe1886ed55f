import { Button, TextInput } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useMutation } from '@tanstack/react-query';
import { Suspense, useState, type SyntheticEvent } from 'react';
import { ApiProblem } from '@/lib/api';
import { soon } from '@/lib/soon';
import { DraftFoot } from '@/ui/draft/DraftFoot';
import { notify, notifyProblem, notifyUndo, textOf } from '@/ui/toast';
import type { Pipeline } from './deal';
import { bodyOf, draftOf, isChanged, withStage, type Draft } from './pipelineDraft';
import css from './Pipelines.module.css';
import { t } from './pipelineMessages';
import { deletePipeline, occupiedOf, restorePipeline, savePipeline, type Occupied } from './pipelines';
import { StageRows } from './StageRows';

const WhereDialog = soon(async () => (await import('./WhereDialog')).WhereDialog);

interface Props {
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
  editable: boolean;
  onGone: () => void;
}

/** What somebody has begun to change, and of which version; it is there still when they come back to it. */
interface Begun {
  of: Pipeline;
  draft: Draft;
}
const begun = new Map<string, Begun>();

/** Where deals go before something can be done. */
interface Where {
  what: 'save' | 'delete';
  stages: Occupied[];
}

/** One pipeline: its name, its stages, its place among the others. */
export function PipelineEditor({ pipeline, pipelines, editable, onGone }: Props) {
  const [work, setWork] = useState<Begun>(() => begun.get(pipeline.id) ?? { of: pipeline, draft: draftOf(pipeline) });
  const [where, setWhere] = useState<Where>();
  const { draft } = work;
  const changed = isChanged(draft, work.of);
  const overtaken = pipeline.version > work.of.version;
  if (overtaken && !changed) {
    setWork({ of: pipeline, draft: draftOf(pipeline) });
  }

  const keep = (next: Begun) => {
    setWork(next);
    if (isChanged(next.draft, next.of)) {
      begun.set(pipeline.id, next);
    } else {
      begun.delete(pipeline.id);
    }
  };
  const edit = (next: Draft) => keep({ ...work, draft: next });
  const start = (from: Pipeline) => {
    save.reset();
    keep({ of: from, draft: draftOf(from) });
  };

  const save = useMutation({
    mutationFn: (moveDealsTo?: Record<string, string>) =>
      savePipeline(work.of, { ...bodyOf(draft), ...(moveDealsTo && { moveDealsTo }) }),
    onSuccess: (saved) => {
      start(saved);
      notify(t('saved', { name: saved.name }));
    },
    onError: (error) => {
      const stages = occupiedOf(error);
      if (stages.length > 0) {
        setWhere({ what: 'save', stages });
      }
    },
  });
  const remove = useMutation({
    mutationFn: (moveDealsTo?: string) => deletePipeline(pipeline, moveDealsTo),
    onSuccess: () => {
      begun.delete(pipeline.id);
      notifyUndo(t('deleted', { name: pipeline.name }), () => restorePipeline(pipeline));
      onGone();
    },
    onError: (error) => {
      const stages = occupiedOf(error);
      if (stages.length > 0) {
        setWhere({ what: 'delete', stages });
      } else {
        notifyProblem(error);
      }
    },
  });
  const makeFirst = useMutation({
    mutationFn: () => savePipeline(pipeline, { position: 1 }),
    onSuccess: (saved) => keep({ of: saved, draft: changed ? draft : draftOf(saved) }),
    onError: notifyProblem,
  });

  const errors = save.error instanceof ApiProblem ? save.error.fieldErrors : {};
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form className={css['form']} onSubmit={submit}>
      {!editable && <p className={css['quiet']}>{t('readOnly')}</p>}
      <TextInput
        label={t('name')}
        value={draft.name}
        onChange={(event) => edit({ ...draft, name: event.currentTarget.value })}
        error={errors['name']}
        disabled={!editable}
        maxLength={100}
      />
      {pipelines.length > 1 && pipeline.position === 1 && <p className={css['quiet']}>{t('default')}</p>}
      <div>
        <StageRows draft={draft} onChange={edit} errors={errors} editable={editable} />
        {editable && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} stroke={1.6} />}
            onClick={() => edit(withStage(draft, crypto.randomUUID()))}
          >
            {t('addStage')}
          </Button>
        )}
      </div>
      {editable && (
        <DraftFoot
          {...{ changed, overtaken }}
          saving={save.isPending}
          error={save.error !== null && where === undefined && formErrorOf(save.error)}
          onDiscard={() => start(pipeline)}
        >
          {pipeline.position > 1 && (
            <Button variant="default" loading={makeFirst.isPending} onClick={() => makeFirst.mutate()}>
              {t('makeDefault')}
            </Button>
          )}
          <Button
            variant="subtle"
            c="var(--danger-text)"
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined)}
          >
            {t('delete')}
          </Button>
        </DraftFoot>
      )}
      <Suspense>
        {where !== undefined && (
          <WhereDialog
            stages={where.stages}
            {...(where.what === 'save'
              ? { within: { pipeline: work.of, draft } }
              : { others: pipelines.filter(({ id }) => id !== pipeline.id) })}
            onClose={() => setWhere(undefined)}
            onMove={(targets) => {
              setWhere(undefined);
              save.mutate(targets);
            }}
            onMoveAll={(target) => {
              setWhere(undefined);
              remove.mutate(target);
            }}
          />
        )}
      </Suspense>
    </form>
  );
}

/** What stands at no field. */
function formErrorOf(error: Error): string {
  const fields = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  const others = fields.filter(({ field }) => field !== 'name' && !field.startsWith('stages['));
  return fields.length === 0 ? textOf(error) : others.map(({ field, message }) => `${field} ${message}`).join('; ');
}
