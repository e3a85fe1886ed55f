import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState, type SubmitEvent, type ReactNode } from 'react';
import { t } from './messages';
import { withField, type DaysField, type NumbersField, type Search } from './fields';
import css from './FilterChoices.module.css';

interface Props<Field> {
  field: Field;
  search: Search;
  onDone: (search: Search) => void;
}

export function NumbersForm({ field, search, onDone }: Props<NumbersField>) {
  const [from, setFrom] = useState(numberOf(search[field.from]));
  const [to, setTo] = useState(numberOf(search[field.to]));
  const shared = { min: field.least, max: field.most, allowDecimal: false, hideControls: true } as const;
  return (
    <Form onSubmit={() => onDone(withField(field, search, from?.toString(), to?.toString()))}>
      <NumberInput {...shared} label={t('from')} value={from ?? ''} onChange={(next) => setFrom(numberOf(next))} />
      <NumberInput {...shared} label={t('to')} value={to ?? ''} onChange={(next) => setTo(numberOf(next))} />
    </Form>
  );
}

/** Days in the browser's own field for dates: it knows the calendar and the keyboard of whoever uses it. */
export function DaysForm({ field, search, onDone }: Props<DaysField>) {
  const [from, setFrom] = useState(dateOf(search[field.from]));
  const [to, setTo] = useState(dateOf(search[field.to]));
  return (
    <Form onSubmit={() => onDone(withField(field, search, from, to))}>
      <TextInput type="date" label={t('from')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      <TextInput type="date" label={t('to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
    </Form>
  );
}

function Form({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={css['form']} onSubmit={submit}>
      {children}
      <Button type="submit" variant="default">
        {t('apply')}
      </Button>
    </form>
  );
}

function numberOf(value: unknown): number | undefined {
  return value === undefined || value === '' ? undefined : Number(value);
}

function dateOf(value: string | undefined): string {
  return value !== undefined && /^\d{4}-/.test(value) ? value : '';
}
