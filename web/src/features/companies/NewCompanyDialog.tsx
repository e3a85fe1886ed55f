import { SimpleGrid, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { answer, api } from '@/lib/api';
import type { DialogProps } from '@/lib/feature';
import { changed } from '@/lib/query';
import { CreateDialog } from '@/ui/create/CreateDialog';
import { ownUser, textOrNull, textsOf } from '@/ui/create/given';
import { t as say } from '@/ui/create/messages';
import { useAlike } from '@/ui/create/useAlike';
import { notifyWith } from '@/ui/toast';
import { useDebounced } from '@/ui/useDebounced';
import { UserSelect } from '@/ui/UserSelect';
import { useServerForm } from '@/ui/useServerForm';
import { companyLooks } from './alike';
import { t as inList } from './messages';
import { t } from './recordMessages';

const PAUSE_MILLIS = 250;

/** A new company, from wherever one is. */
export function NewCompanyDialog({ onClose }: DialogProps) {
  const navigate = useNavigate();
  const serverForm = useServerForm({
    initialValues: { name: '', domain: '', phones: '', industry: '', city: '', country: '', ownerId: ownUser() },
    save: ({ name, domain, phones, industry, city, country, ownerId }) => {
      const body = {
        name: name.trim(),
        domain: textOrNull(domain),
        phones: textsOf(phones),
        industry: textOrNull(industry),
        city: textOrNull(city),
        country: textOrNull(country),
        ownerId: ownerId?.id ?? null,
      };
      return answer(api.POST('/api/companies', { body }));
    },
    onSaved: ({ id, name }) => {
      void changed('companies');
      notifyWith(say('created', { name }), say('open'), () => navigate({ to: '/companies/$id', params: { id } }));
      onClose();
    },
  });
  const { form } = serverForm;
  const { name, domain, ownerId } = form.values;
  const typed = { name: useDebounced(name, PAUSE_MILLIS), domain: useDebounced(domain, PAUSE_MILLIS) };
  const alike = useAlike(companyLooks(typed));
  return (
    <CreateDialog
      title={inList('new')}
      onClose={onClose}
      form={serverForm}
      alike={alike}
      pathOf={(id) => `/companies/${id}`}
    >
      <TextInput label={t('name')} placeholder={t('namePlaceholder')} data-autofocus {...form.getInputProps('name')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="md">
        <TextInput
          label={t('domain')}
          placeholder="example.org"
          inputMode="url"
          autoComplete="off"
          {...form.getInputProps('domain')}
        />
        <TextInput label={t('phone')} inputMode="tel" autoComplete="off" {...form.getInputProps('phones')} />
        <TextInput label={t('industry')} {...form.getInputProps('industry')} />
        <TextInput label={t('city')} {...form.getInputProps('city')} />
        <TextInput label={t('country')} {...form.getInputProps('country')} />
        <UserSelect
          label={t('owner')}
          labelled
          value={ownerId}
          onChange={(owner) => form.setFieldValue('ownerId', owner)}
          error={form.errors['ownerId'] as string | undefined}
        />
      </SimpleGrid>
    </CreateDialog>
  );
}
