import { Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DialogProps } from '@/lib/feature';
import { foundQuery, type Choice } from '@/lib/finding';
import { changed } from '@/lib/query';
import { Dialog } from '@/ui/Dialog';
import { DialogEnd } from '@/ui/DialogEnd';
import { FormError } from '@/ui/FormError';
import { RecordPicker } from '@/ui/RecordPicker';
import { notify } from '@/ui/toast';
import { useServerForm } from '@/ui/useServerForm';
import { t } from './messages';
import { presets, spokenMoment } from './moments';
import { createReminder } from './reminder';
import { WhenPicker } from './WhenPicker';

/** A reminder from anywhere, with or without a contact. */
export function NewReminderDialog({ onClose }: DialogProps) {
  const [contact, setContact] = useState<Choice | null>(null);
  const { form, submit, isSaving } = useServerForm({
    initialValues: {
      title: '',
      dueAt: presets().find(({ id }) => id === 'tomorrow')?.at ?? new Date().toISOString(),
      contactId: null as string | null,
      note: '',
    },
    save: ({ title, dueAt, contactId, note }) =>
      createReminder({ title: title.trim(), dueAt, contactId, note: note.trim() === '' ? null : note.trim() }),
    onSaved: ({ dueAt }) => {
      void changed('reminders');
      notify(t('created', { when: spokenMoment(dueAt) }));
      onClose();
    },
  });
  return (
    <Dialog title={t('new')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <FormError>{form.errors['form']}</FormError>
          <TextInput label={t('what')} data-autofocus {...form.getInputProps('title')} maxLength={300} />
          <WhenPicker value={form.values.dueAt} onChange={(dueAt) => form.setFieldValue('dueAt', dueAt)} />
          <RecordPicker
            label={t('contact')}
            labelled
            value={contact}
            onPick={(choice) => {
              setContact(choice);
              form.setFieldValue('contactId', choice?.id ?? null);
            }}
            find={(words) => foundQuery('contact', words)}
            placeholder={t('findContact')}
            error={form.errors['contactId'] as string | undefined}
          />
          <Textarea label={t('note')} autosize minRows={2} maxRows={8} {...form.getInputProps('note')} />
          <DialogEnd label={t('create')} onClose={onClose} loading={isSaving} />
        </Stack>
      </form>
    </Dialog>
  );
}
