import { Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { usersQuery, type Choice } from '@/lib/finding';
import { textOrNull } from '@/ui/create/given';
import { Dialog } from '@/ui/Dialog';
import { DialogEnd } from '@/ui/DialogEnd';
import { FormError } from '@/ui/FormError';
import { UserSelect } from '@/ui/UserSelect';
import { useServerForm } from '@/ui/useServerForm';
import { changeDoor, createDoor, type Door, type OpenedDoor } from './doors';
import { t } from './doorMessages';

interface Props {
  /** Undefined for a new one. */
  door: Door | undefined;
  onClose: () => void;
  onCreated: (door: OpenedDoor) => void;
}

/** One door: what it is called, and what enquiries get that do not say it. */
export function DoorDialog({ door, onClose, onCreated }: Props) {
  const { data: users } = useQuery(usersQuery);
  if (users === undefined) {
    return null;
  }
  return <Fields door={door} cre={users.find(({ id }) => id === door?.creId) ?? null} {...{ onClose, onCreated }} />;
}

function Fields({ door, cre, onClose, onCreated }: Props & { cre: Choice | null }) {
  const { form, submit, isSaving } = useServerForm({
    initialValues: {
      name: door?.name ?? '',
      source: door?.source ?? '',
      campaign: door?.campaign ?? '',
      branch: door?.branch ?? '',
      creId: cre,
    },
    save: async ({ name, source, campaign, branch, creId }) => {
      const body = {
        name: name.trim(),
        source: source.trim(),
        campaign: textOrNull(campaign),
        branch: textOrNull(branch),
        creId: creId?.id ?? null,
      };
      if (door === undefined) {
        return createDoor(body);
      }
      await changeDoor(door, body);
      return undefined;
    },
    onSaved: (opened) => {
      onClose();
      if (opened !== undefined) {
        onCreated(opened);
      }
    },
  });
  return (
    <Dialog title={door === undefined ? t('new') : t('edit', { name: door.name })} onClose={onClose} width={460}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {form.errors['form'] !== undefined && <FormError>{form.errors['form']}</FormError>}
          <TextInput label={t('name')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
          <TextInput label={t('source')} description={t('sourceHint')} {...form.getInputProps('source')} />
          <TextInput label={t('campaign')} {...form.getInputProps('campaign')} />
          <TextInput label={t('branch')} {...form.getInputProps('branch')} />
          <UserSelect
            label={t('cre')}
            labelled
            placeholder={t('nobody')}
            value={form.values.creId}
            onChange={(user) => form.setFieldValue('creId', user)}
            error={form.errors['creId'] as string | undefined}
          />
          <DialogEnd label={door === undefined ? t('create') : t('save')} onClose={onClose} loading={isSaving} />
        </Stack>
      </form>
    </Dialog>
  );
}
