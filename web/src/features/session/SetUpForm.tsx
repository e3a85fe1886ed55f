import { Button, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { locale } from '@/lib/format';
import { FormError } from '@/ui/FormError';
import { useServerForm } from '@/ui/useServerForm';
import { t } from './messages';
import { setUp } from './session';

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const OWN_REGION = new Intl.Locale(navigator.language).maximize().region ?? 'US';

function timeZones(): string[] {
  return [...new Set([OWN_ZONE, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** Every pair of letters that the browser has a name for is a country. */
function countries(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([locale()], { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const unused = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !unused.has(code))
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ value: code, label: name }];
    })
    .sort((a, b) => a.label.localeCompare(b.label, locale()));
}

/** The first workspace and its administrator. */
export function SetUpForm({ onDone }: { onDone: () => void }) {
  const { form, submit, isSaving } = useServerForm({
    initialValues: {
      workspaceName: '',
      name: '',
      email: '',
      password: '',
      timeZone: OWN_ZONE,
      defaultRegion: OWN_REGION,
    },
    save: setUp,
    onSaved: onDone,
  });
  const zones = useMemo(() => timeZones(), []);
  const regions = useMemo(() => countries(), []);
  const required = { required: true, withAsterisk: false };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FormError>{form.errors['form']}</FormError>
        <TextInput
          label={t('workspaceName')}
          placeholder={t('workspaceNameHint')}
          autoFocus
          {...required}
          {...form.getInputProps('workspaceName')}
        />
        <TextInput label={t('yourName')} autoComplete="name" {...required} {...form.getInputProps('name')} />
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          {...required}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('password')}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          description={t('newPasswordHint')}
          autoComplete="new-password"
          {...required}
          {...form.getInputProps('password')}
        />
        <Select
          label={t('timeZone')}
          data={zones}
          searchable
          limit={100}
          allowDeselect={false}
          {...form.getInputProps('timeZone')}
        />
        <Select
          label={t('region')}
          description={t('regionHint')}
          data={regions}
          searchable
          allowDeselect={false}
          {...form.getInputProps('defaultRegion')}
        />
        <Button type="submit" loading={isSaving} mt="xs">
          {t('create')}
        </Button>
      </Stack>
    </form>
  );
}
