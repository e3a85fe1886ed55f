import { ActionIcon, Button, Select, Switch, TextInput } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { ApiProblem } from '@/lib/api';
import { DraftFoot } from '@/ui/draft/DraftFoot';
import { Problem } from '@/ui/Problem';
import { ReorderList } from '@/ui/reorder/ReorderList';
import { SkeletonLines } from '@/ui/Skeletons';
import { notify, textOf } from '@/ui/toast';
import { statusesQuery } from '../lead';
import { changeStatus, createStatus, statusesChanged, type Status } from './setup';
import css from './Setup.module.css';
import { t } from './setupMessages';
import {
  changedStatus,
  draftOf,
  movedStatus,
  stepsOf,
  withStatus,
  type Draft,
  type DraftStatus,
  type Kind,
} from './statusDraft';

const KINDS: readonly Kind[] = ['open', 'won', 'lost', 'duplicate'];

export function StatusesEditor({ editable }: { editable: boolean }) {
  const { data: statuses, error, refetch } = useQuery(statusesQuery);
  if (statuses === undefined) {
    return error ? <Problem error={error} retry={() => void refetch()} /> : <SkeletonLines count={6} height={28} />;
  }
  return <Editor statuses={statuses} editable={editable} />;
}

/** What somebody has begun to change, and of what; it is there still when they come back to it. */
interface Begun {
  of: readonly Status[];
  draft: Draft;
}
let begun: Begun | undefined;

function remember(work: Begun): void {
  begun = stepsOf(work.draft).length > 0 ? work : undefined;
}

const versionsOf = (statuses: readonly Status[]) => statuses.map(({ id, version }) => `${id} ${version}`).join();

/** Why one of them could not be saved. */
interface Refused {
  key: string;
  why: string;
}

/** The statuses of leads, saved as a whole. */
function Editor({ statuses, editable }: { statuses: readonly Status[]; editable: boolean }) {
  const [work, setWork] = useState<Begun>(() => begun ?? { of: statuses, draft: draftOf(statuses) });
  const [refused, setRefused] = useState<Refused>();
  const { draft } = work;
  const changed = stepsOf(draft).length > 0;
  const keep = (next: Begun) => {
    setWork(next);
    remember(next);
  };
  const save = useMutation({
    mutationFn: () => saveAll(draft, (next) => keep({ ...work, draft: next })),
    onSuccess: () => notify(t('saved')),
    onError: (error) => setRefused(error instanceof StepRefused ? error : undefined),
    onSettled: statusesChanged,
  });
  const overtaken = !save.isPending && versionsOf(statuses) !== versionsOf(work.of);
  if (overtaken && !changed) {
    setWork({ of: statuses, draft: draftOf(statuses) });
  }
  const edit = (next: Draft) => keep({ ...work, draft: next });
  const discard = () => {
    save.reset();
    setRefused(undefined);
    keep({ of: statuses, draft: draftOf(statuses) });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setRefused(undefined);
    save.mutate();
  };
  const called = ({ name }: DraftStatus, index: number) =>
    name.trim() === '' ? t('newStatus', { place: index + 1 }) : name;
  const first = draft.find(({ kind, active }) => kind === 'open' && active)?.key;
  return (
    <form className={css['form']} onSubmit={submit}>
      <p className={css['text']}>{editable ? t('statusesText') : t('readOnly')}</p>
      <div>
        <div className={css['heads']} aria-hidden>
          <span>{t('status')}</span>
          <span>{t('kind')}</span>
          <span>{t('active')}</span>
        </div>
        <ReorderList
          label={t('statuses')}
          entries={draft}
          keyOf={({ key }) => key}
          nameOf={called}
          onMove={(key, place) => edit(movedStatus(draft, key, place))}
          editable={editable}
          className={css['status']}
        >
          {(status, index) => (
            <StatusFields
              status={status}
              place={index}
              called={called(status, index)}
              begins={status.key === first}
              error={refused?.key === status.key ? refused.why : undefined}
              editable={editable}
              onChange={(part) => edit(changedStatus(draft, status.key, part))}
              onRemove={() => edit(draft.filter(({ key }) => key !== status.key))}
            />
          )}
        </ReorderList>
        {editable && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} stroke={1.6} />}
            onClick={() => edit(withStatus(draft, crypto.randomUUID()))}
          >
            {t('addStatus')}
          </Button>
        )}
      </div>
      {editable && (
        <DraftFoot
          {...{ changed, overtaken }}
          saving={save.isPending}
          error={save.error !== null && !(save.error instanceof StepRefused) && textOf(save.error)}
          onDiscard={discard}
        />
      )}
    </form>
  );
}

interface FieldsProps {
  status: DraftStatus;
  place: number;
  /** How it is spoken of. */
  called: string;
  /** New leads begin in it. */
  begins: boolean;
  error: string | undefined;
  editable: boolean;
  onChange: (part: Partial<DraftStatus>) => void;
  onRemove: () => void;
}

function StatusFields({ status, place, called, begins, error, editable, onChange, onRemove }: FieldsProps) {
  const { of, name, kind, active } = status;
  return (
    <>
      <TextInput
        className={css['statusName'] ?? ''}
        aria-label={t('statusName', { place: place + 1 })}
        value={name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={error}
        description={begins ? t('begins') : undefined}
        inputWrapperOrder={['input', 'error', 'description']}
        disabled={!editable}
        autoFocus={of === undefined && name === ''}
        maxLength={100}
      />
      {of === undefined ? (
        <Select
          className={css['kind'] ?? ''}
          aria-label={t('statusKind', { name: called })}
          data={KINDS.map((value) => ({ value, label: t(value) }))}
          value={kind}
          onChange={(value) => onChange({ kind: KINDS.find((each) => each === value) ?? kind })}
          disabled={!editable}
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 60 }, shadow: 'md' }}
        />
      ) : (
        // It stays, for figures of the past speak of it.
        <span className={`${css['kind']} ${css['fixed']}`}>{t(kind)}</span>
      )}
      <div className={css['active']}>
        <Switch
          aria-label={t('statusActive', { name: called })}
          checked={active}
          onChange={(event) => onChange({ active: event.currentTarget.checked })}
          disabled={!editable}
        />
      </div>
      {of === undefined && (
        <ActionIcon className={css['remove'] ?? ''} aria-label={t('removeStatus', { name: called })} onClick={onRemove}>
          <IconX size={14} stroke={1.6} />
        </ActionIcon>
      )}
    </>
  );
}

class StepRefused extends Error {
  override readonly name = 'StepRefused';
  readonly key: string;
  readonly why: string;

  constructor(key: string, cause: unknown) {
    super('', { cause });
    this.key = key;
    this.why = (cause instanceof ApiProblem ? Object.values(cause.fieldErrors)[0] : undefined) ?? textOf(cause);
  }
}

/** Saves one after the other; what is saved is no change any more, also where a later one is refused. */
async function saveAll(draft: Draft, onSaved: (draft: Draft) => void): Promise<void> {
  let left = draft;
  for (const step of stepsOf(draft)) {
    try {
      const of = 'create' in step ? await createStatus(step.create) : await changeStatus(step.of, step.change);
      left = changedStatus(left, step.key, { of });
      onSaved(left);
    } catch (error) {
      throw new StepRefused(step.key, error);
    }
  }
}
