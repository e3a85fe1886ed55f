import { Button, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { ApiProblem } from '@/lib/api';
import { textOf } from '@/ui/toast';
import { FormError } from '@/ui/FormError';
import { t } from './messages';
import { signIn } from './session';

/** E-mail and password, and the workspace where both fit in several. */
export function SignInForm({ email = '', onDone }: { email?: string; onDone: () => void }) {
  const form = useForm({ initialValues: { email, password: '', workspaceId: '' } });
  const attempt = useMutation({
    mutationFn: () => {
      const { workspaceId, ...credentials } = form.getValues();
      return signIn(workspaceId === '' ? credentials : { ...credentials, workspaceId });
    },
    onSuccess: onDone,
  });
  const workspaces = attempt.error instanceof ApiProblem ? (attempt.error.problem.workspaces ?? []) : [];

  return (
    <form onSubmit={form.onSubmit(() => attempt.mutate())}>
      <Stack gap="md">
        <FormError>{attempt.error && (workspaces.length > 0 ? t('chooseWorkspace') : textOf(attempt.error))}</FormError>
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
        <Button type="submit" loading={attempt.isPending} mt="xs">
          {t('signIn')}
        </Button>
      </Stack>
    </form>
  );
}
