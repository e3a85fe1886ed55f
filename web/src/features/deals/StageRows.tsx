import { ActionIcon, Select, TextInput } from '@mantine/core';
import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useState } from 'react';
import { useReorder } from '@/ui/useReorder';
import { changedStage, movedStage, withoutStage, type Draft, type DraftStage, type Kind } from './pipelineDraft';
import css from './Pipelines.module.css';
import { t } from './pipelineMessages';

const KINDS: readonly Kind[] = ['open', 'won', 'lost'];

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What the server said of the fields, by their paths: `stages[2].name`. */
  errors: Record<string, string>;
  editable: boolean;
}

/** The stages of a pipeline, each on a line. */
export function StageRows({ draft, onChange, errors, editable }: Props) {
  const [moved, setMoved] = useState<string>();
  const { stages } = draft;
  const move = (key: string, place: number) => {
    setMoved(key);
    onChange(movedStage(draft, key, place));
  };
  const { list, handle, dragged } = useReorder(
    stages.map(({ key }) => key),
    move,
  );
  const at = stages.findIndex(({ key }) => key === moved);
  return (
    <>
      <div className={css['heads']} aria-hidden>
        <span>{t('stage')}</span>
        <span>{t('kind')}</span>
        <span>{t('probability')}</span>
      </div>
      <ul className={css['stages']} ref={list} aria-label={t('stages')}>
        {stages.map((stage, index) => {
          const called = stage.name.trim() === '' ? t('newStage', { place: index + 1 }) : stage.name;
          return (
            <li key={stage.key} className={css['stage']} data-dragged={dragged === stage.key || undefined}>
              <button
                type="button"
                className={css['handle']}
                aria-label={t('moveStage', { name: called })}
                aria-description={t('moveHow')}
                disabled={!editable}
                {...handle(stage.key)}
              >
                <IconGripVertical size={14} stroke={1.6} aria-hidden />
              </button>
              <StageFields
                stage={stage}
                place={index}
                called={called}
                errors={errors}
                editable={editable}
                onChange={(part) => onChange(changedStage(draft, stage.key, part))}
              />
              <ActionIcon
                className={css['remove'] ?? ''}
                aria-label={t('removeStage', { name: called })}
                disabled={!editable}
                onClick={() => onChange(withoutStage(draft, stage.key))}
              >
                <IconX size={14} stroke={1.6} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <div className={css['said']} aria-live="polite">
        {at >= 0 && t('stageAt', { name: stages[at]?.name ?? '', place: at + 1, of: stages.length })}
      </div>
    </>
  );
}

interface FieldsProps {
  stage: DraftStage;
  place: number;
  /** How the stage is spoken of. */
  called: string;
  errors: Record<string, string>;
  editable: boolean;
  onChange: (part: Partial<DraftStage>) => void;
}

function StageFields({
  stage: { id, name, kind, probability },
  place,
  called,
  errors,
  editable,
  onChange,
}: FieldsProps) {
  const path = `stages[${place}]`;
  return (
    <>
      <TextInput
        className={css['name'] ?? ''}
        aria-label={t('stageName', { place: place + 1 })}
        value={name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={errors[`${path}.name`] ?? errors[path]}
        disabled={!editable}
        autoFocus={id === null && name === ''}
        maxLength={100}
      />
      <Select
        className={css['kind'] ?? ''}
        aria-label={t('stageKind', { name: called })}
        data={KINDS.map((value) => ({ value, label: t(value) }))}
        value={kind}
        onChange={(value) => onChange({ kind: KINDS.find((each) => each === value) ?? kind })}
        error={errors[`${path}.kind`]}
        disabled={!editable}
        allowDeselect={false}
        comboboxProps={{ transitionProps: { duration: 60 }, shadow: 'md' }}
      />
      <TextInput
        className={css['probability'] ?? ''}
        aria-label={t('stageProbability', { name: called })}
        inputMode="numeric"
        value={probability}
        onChange={(event) => onChange({ probability: event.currentTarget.value })}
        error={errors[`${path}.probability`]}
        disabled={!editable || kind !== 'open'}
        rightSection={<span className={css['percent']}>{t('percent')}</span>}
      />
    </>
  );
}
