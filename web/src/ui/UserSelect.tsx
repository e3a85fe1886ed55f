import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { usersQuery, type Choice } from '@/lib/finding';
import { t } from './messages';

interface Props {
  label: string;
  /** Without it the field is labelled for readers only. */
  labelled?: boolean;
  value: Choice | null;
  onChange: (user: Choice | null) => void;
  error?: string | undefined;
  /** What nobody stands for. */
  placeholder?: string;
  /** One is here to choose. */
  opened?: boolean;
}

/** One of the people of the workspace, or nobody. */
export function UserSelect({ label, labelled = false, value, onChange, error, placeholder, opened = false }: Props) {
  const { data: users = [] } = useQuery(usersQuery);
  const all = value === null || users.some(({ id }) => id === value.id) ? users : [value, ...users];
  return (
    <Select
      {...(labelled ? { label } : { 'aria-label': label })}
      data={all.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(all.find((user) => user.id === id) ?? null)}
      searchable
      placeholder={placeholder}
      clearable
      allowDeselect={false}
      nothingFoundMessage={t('nothingFound')}
      error={error}
      comboboxProps={{ transitionProps: { duration: 60 }, shadow: 'md' }}
      clearButtonProps={{ 'aria-label': t('clear') }}
      {...(opened && { defaultDropdownOpened: true, autoFocus: true })}
    />
  );
}
