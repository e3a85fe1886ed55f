import { SimpleGrid, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { DialogProps } from '@/lib/feature';
import { foundQuery, type Choice } from '@/lib/finding';
import { CreateDialog } from '@/ui/create/CreateDialog';
import { ownUser } from '@/ui/create/given';
import { t as say } from '@/ui/create/messages';
import { useAlike } from '@/ui/create/useAlike';
import { RecordPicker } from '@/ui/RecordPicker';
import { notifyProblem, notifyWith } from '@/ui/toast';
import { useDebounced } from '@/ui/useDebounced';
import { UserSelect } from '@/ui/UserSelect';
import { useServerForm } from '@/ui/useServerForm';
import { contactLooks } from './alike';
import { createContact, NEW_COMPANY, NO_COMPANY } from './createContact';
import { t as inList } from './messages';
import { t } from './recordMessages';

const PAUSE_MILLIS = 250;

/** A new contact, from wherever one is. */
export function NewContactDialog({ onClose }: DialogProps) {
  const navigate = useNavigate();
  const serverForm = useServerForm({
    initialValues: {
      name: '',
      emails: '',
      phones: '',
      organisation: NO_COMPANY,
      jobTitle: '',
      ownerId: ownUser(),
    },
    save: createContact,
    onSaved: ({ contact, companyProblem }) => {
      const open = () => navigate({ to: '/contacts/$id', params: { id: contact.id } });
      notifyWith(say('created', { name: contact.name }), say('open'), open);
      if (companyProblem !== undefined) {
        notifyProblem(companyProblem);
      }
      onClose();
    },
  });
  const { form } = serverForm;
  const { name, emails, phones, organisation, ownerId } = form.values;
  const typed = {
    name: useDebounced(name, PAUSE_MILLIS),
    emails: useDebounced(emails, PAUSE_MILLIS),
    phones: useDebounced(phones, PAUSE_MILLIS),
  };
  const alike = useAlike(contactLooks(typed));
  return (
    <CreateDialog
      title={inList('new')}
      onClose={onClose}
      form={serverForm}
      alike={alike}
      pathOf={(id) => `/contacts/${id}`}
    >
      <TextInput label={t('name')} placeholder={t('namePlaceholder')} data-autofocus {...form.getInputProps('name')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="md">
        <TextInput label={t('email')} inputMode="email" autoComplete="off" {...form.getInputProps('emails')} />
        <TextInput label={t('phone')} inputMode="tel" autoComplete="off" {...form.getInputProps('phones')} />
        <CompanyField
          value={organisation}
          onChange={(next) => form.setFieldValue('organisation', next)}
          error={form.errors['organisation'] as string | undefined}
        />
        <TextInput label={t('jobTitle')} {...form.getInputProps('jobTitle')} />
      </SimpleGrid>
      <UserSelect
        label={t('owner')}
        labelled
        value={ownerId}
        onChange={(owner) => form.setFieldValue('ownerId', owner)}
        error={form.errors['ownerId'] as string | undefined}
      />
    </CreateDialog>
  );
}

interface CompanyProps {
  value: Choice;
  onChange: (company: Choice) => void;
  error: string | undefined;
}

/** A company that is there, one that is made with the contact, or just its name. */
function CompanyField({ value, onChange, error }: CompanyProps) {
  return (
    <RecordPicker
      label={t('company')}
      labelled
      value={value.name === '' ? null : value}
      onPick={(choice) => onChange(choice ?? NO_COMPANY)}
      find={(words) => foundQuery('company', words)}
      placeholder={t('findCompany')}
      description={value.id === NEW_COMPANY ? t('companyToo') : undefined}
      error={error}
      own={{
        onWords: (name) => onChange({ id: '', name }),
        createLabel: (name) => t('createCompany', { name }),
        onCreate: (name) => onChange({ id: NEW_COMPANY, name }),
      }}
    />
  );
}
