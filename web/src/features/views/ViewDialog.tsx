import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { errorsByField } from '@/ui/applyProblem';
import { Dialog } from '@/ui/Dialog';
import { FormError } from '@/ui/FormError';
import { t } from './messages';
import { changeView, createView, type View, type ViewResource, type ViewState } from './views';

interface Props {
  resource: ViewResource;
  state: ViewState;
  /** The view that gets another name; without it a new one is made of the list as it is. */
  renamed: View | undefined;
  onClose: () => void;
  onSaved: (view: View) => void;
}

export function ViewDialog({ resource, state, renamed, onClose, onSaved }: Props) {
  const [name, setName] = useState(renamed?.name ?? '');
  const [shared, setShared] = useState(renamed?.shared ?? false);
  const saving = useMutation({
    mutationFn: () =>
      renamed === undefined ? createView({ resource, name, shared, ...state }) : changeView(renamed, { name, shared }),
    onSuccess: onSaved,
  });
  const errors: Partial<Record<string, string>> = saving.error === null ? {} : errorsByField(saving.error, ['name']);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Dialog title={renamed === undefined ? t('newTitle') : t('renameTitle')} onClose={onClose} width={400}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <FormError>{errors['form']}</FormError>
          <TextInput
            label={t('name')}
            maxLength={100}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors['name']}
          />
          <Checkbox
            label={t('share')}
            description={t('shareHint')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={saving.isPending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
