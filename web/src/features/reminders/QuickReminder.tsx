import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ApiProblem } from '@/lib/api';
import { notify, textOf } from '@/ui/toast';
import { t } from './messages';
import { presets, spokenMoment } from './moments';
import css from './QuickReminder.module.css';
import type { About } from './reminder';
import { useReminders } from './useReminders';
import { WhenPicker } from './WhenPicker';

interface Props {
  about: About;
  onClose: () => void;
}

const tomorrow = () => presets().find(({ id }) => id === 'tomorrow')?.at ?? new Date().toISOString();

/** A reminder about a contact, a company or a deal: what, when, Enter. */
export function QuickReminder({ about, onClose }: Props) {
  const [title, setTitle] = useState('');
  const [dueAt, setDueAt] = useState(tomorrow);
  const { create } = useReminders();
  const save = () => {
    create.mutate(
      { ...about, title: title.trim(), dueAt },
      {
        onSuccess: () => {
          notify(t('created', { when: spokenMoment(dueAt) }));
          onClose();
        },
      },
    );
  };
  const { error } = create;
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <TextInput
        aria-label={t('what')}
        placeholder={t('what')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={300}
        error={error instanceof ApiProblem ? (error.fieldError('title') ?? textOf(error)) : error && textOf(error)}
        autoFocus
      />
      <WhenPicker value={dueAt} onChange={setDueAt} />
      <div className={css['buttons']}>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button size="compact-sm" type="submit" loading={create.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
