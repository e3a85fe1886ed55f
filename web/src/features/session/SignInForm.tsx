import { Button, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { ApiProblem } from '@/lib/api';
import { FormError } from '@/ui/FormError';
import { useServerForm } from '@/ui/useServerForm';
import { t } from './messages';
import { signIn } from './session';

/** E-mail and password, and the workspace where both fit in several. */
export function SignInForm({ email = '', onDone }: { email?: string; onDone: () => void }) {
  const { form, submit, isSaving, error } = useServerForm({
    initialValues: { email, password: '', workspaceId: '' },
    save: ({ workspaceId, ...credentials }) =>
      signIn(workspaceId === '' ? credentials : { ...credentials, workspaceId }),
    onSaved: onDone,
  });
  const workspaces = error instanceof ApiProblem ? (error.problem.workspaces ?? []) : [];

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FormError>{workspaces.length > 0 ? t('chooseWorkspace') : form.errors['form']}</FormError>
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          data-autofocus={email === '' || undefined}
          autoFocus={email === ''}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('password')}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus={email !== '' || undefined}
          autoFocus={email !== ''}
          {...form.getInputProps('password')}
        />
        {workspaces.length > 0 && (
          <Select
            label={t('workspace')}
            data={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
            required
            withAsterisk={false}
            {...form.getInputProps('workspaceId')}
          />
        )}
        <Button type="submit" loading={isSaving} mt="xs">
          {t('signIn')}
        </Button>
      </Stack>
    </form>
  );
}
