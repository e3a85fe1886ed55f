import { Stack, Text, TextInput } from '@mantine/core';
import { Dialog } from '@/ui/Dialog';
import { DialogEnd } from '@/ui/DialogEnd';
import { FormError } from '@/ui/FormError';
import { notify } from '@/ui/toast';
import { useServerForm } from '@/ui/useServerForm';
import type { Pipeline } from './deal';
import { t } from './pipelineMessages';
import { createPipeline } from './pipelines';

interface Props {
  /** The one whose stages it begins with. */
  like: Pipeline;
  onClose: () => void;
  onCreated: (pipeline: Pipeline) => void;
}

/** Another pipeline. */
export function NewPipelineDialog({ like, onClose, onCreated }: Props) {
  const { form, submit, isSaving } = useServerForm({
    initialValues: { name: '' },
    save: ({ name }) => {
      const stages = like.stages.map(({ name: called, kind, probability }) => ({ name: called, kind, probability }));
      return createPipeline({ name: name.trim(), stages });
    },
    onSaved: (made) => {
      notify(t('created', { name: made.name }));
      onClose();
      onCreated(made);
    },
  });
  return (
    <Dialog title={t('new')} onClose={onClose} width={420}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput label={t('name')} data-autofocus maxLength={100} {...form.getInputProps('name')} />
          <Text c="dimmed">{t('newNote', { name: like.name })}</Text>
          <FormError>{form.errors['form']}</FormError>
          <DialogEnd label={t('create')} onClose={onClose} loading={isSaving} />
        </Stack>
      </form>
    </Dialog>
  );
}
