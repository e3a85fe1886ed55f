import { Autocomplete, NumberInput, Slider, TagsInput } from '@mantine/core';
import { foundQuery, type Choice } from '@/lib/finding';
import { t } from '../messages';
import { RecordPicker } from '../RecordPicker';
import { UserSelect } from '../UserSelect';
import type { Editing } from './Fact';

/** Fetched when somebody edits, not with the page: these are large, and most people only read. */

const dropdown = { transitionProps: { duration: 60 }, shadow: 'md' };

/** A text, with values that others have. */
export function SuggestInput(props: Editing<string> & { suggestions: readonly string[] }) {
  const { value, set, done, error, label, suggestions } = props;
  return (
    <Autocomplete
      aria-label={label}
      value={value}
      onChange={set}
      onOptionSubmit={done}
      data={[...new Set(suggestions)]}
      limit={8}
      error={error}
      comboboxProps={dropdown}
      autoFocus
    />
  );
}

export function WholeNumberInput(props: Editing<number | null> & { min: number; max: number }) {
  const { value, set, error, label, min, max } = props;
  return (
    <NumberInput
      aria-label={label}
      value={value ?? ''}
      onChange={(next) => set(next === '' ? null : Number(next))}
      min={min}
      max={max}
      allowDecimal={false}
      hideControls
      error={error}
      autoFocus
    />
  );
}

export function ShareInput({ value, set, label, say }: Editing<number> & { say: (value: number) => string }) {
  return <Slider value={value} onChange={set} thumbLabel={label} size="sm" px={8} py={12} label={say} autoFocus />;
}

/** Several texts, each taken with Enter or a comma; Enter in the empty field ends the editing. */
export function TextsInput(props: Editing<string[]> & { suggestions: readonly string[] }) {
  const { value, set, error, label, suggestions } = props;
  return (
    <TagsInput
      aria-label={label}
      value={value}
      onChange={set}
      data={[...suggestions]}
      splitChars={[',', ';']}
      error={error}
      comboboxProps={dropdown}
      autoFocus
    />
  );
}

export function CompanyInput({ value, done, error, label }: Editing<Choice | null>) {
  return (
    <RecordPicker
      label={label}
      value={value}
      onPick={done}
      find={(words) => foundQuery('company', words)}
      placeholder={t('findCompany')}
      error={error}
      autoFocus
    />
  );
}

export function UserInput({ value, done, error, label }: Editing<Choice | null>) {
  return <UserSelect label={label} value={value} onChange={done} error={error} opened />;
}
