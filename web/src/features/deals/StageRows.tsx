import { ActionIcon, Select, TextInput } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { ReorderList } from '@/ui/reorder/ReorderList';
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
  const { stages } = draft;
  const called = ({ name }: DraftStage, index: number) =>
    name.trim() === '' ? t('newStage', { place: index + 1 }) : name;
  return (
    <>
      <div className={css['heads']} aria-hidden>
        <span>{t('stage')}</span>
        <span>{t('kind')}</span>
        <span>{t('probability')}</span>
      </div>
      <ReorderList
        label={t('stages')}
        entries={stages}
        keyOf={({ key }) => key}
        nameOf={called}
        onMove={(key, place) => onChange(movedStage(draft, key, place))}
        editable={editable}
        className={css['stage']}
      >
        {(stage, index) => (
          <>
            <StageFields
              stage={stage}
              place={index}
              called={called(stage, index)}
              errors={errors}
              editable={editable}
              onChange={(part) => onChange(changedStage(draft, stage.key, part))}
            />
            <ActionIcon
              className={css['remove'] ?? ''}
              aria-label={t('removeStage', { name: called(stage, index) })}
              disabled={!editable}
              onClick={() => onChange(withoutStage(draft, stage.key))}
            >
              <IconX size={14} stroke={1.6} />
            </ActionIcon>
          </>
        )}
      </ReorderList>
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
