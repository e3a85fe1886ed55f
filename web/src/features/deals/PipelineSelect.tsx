import { Select } from '@mantine/core';
import type { Pipeline } from './deal';
import { t } from './messages';

interface Props {
  pipelines: readonly Pipeline[];
  value: string | undefined;
  onChange: (id: string) => void;
}

/** Which pipeline is shown, where there are several. */
export function PipelineSelect({ pipelines, value, onChange }: Props) {
  if (pipelines.length < 2) {
    return null;
  }
  return (
    <Select
      aria-label={t('pipeline')}
      data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => {
        if (id !== null) {
          onChange(id);
        }
      }}
      allowDeselect={false}
      w={170}
      comboboxProps={{ transitionProps: { duration: 60 }, shadow: 'md' }}
    />
  );
}
