import { Checkbox, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { textOrNull } from '@/ui/create/given';
import { Dialog } from '@/ui/Dialog';
import { DialogEnd } from '@/ui/DialogEnd';
import { FormError } from '@/ui/FormError';
import { notifyWith } from '@/ui/toast';
import { useServerForm } from '@/ui/useServerForm';
import { convertLead } from './history';
import { statusesQuery, type Lead } from './lead';
import { SelectField } from './SelectField';
import { t } from './recordMessages';

/** A lead becomes a contact and, where one wishes, a deal. */
export function ConvertDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const navigate = useNavigate();
  const { data: statuses = [] } = useQuery(statusesQuery);
  const { form, submit, isSaving } = useServerForm({
    initialValues: { deal: true, value: '', expectedCloseDate: '', status: '' },
    save: ({ deal, value, expectedCloseDate, status }) =>
      convertLead(lead.id, {
        deal: deal ? { value: textOrNull(value), expectedCloseDate: textOrNull(expectedCloseDate) } : null,
        ...(status === '' ? {} : { status }),
      }),
    onSaved: ({ contactId }) => {
      notifyWith(t('converted', { name: lead.customerName }), t('openContact'), () =>
        navigate({ to: '/contacts/$id', params: { id: contactId } }),
      );
      onClose();
    },
  });
  return (
    <Dialog title={t('convert')} onClose={onClose} width={460}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {form.errors['form'] !== undefined && <FormError>{form.errors['form']}</FormError>}
          <Text size="sm">{t('convertText')}</Text>
          <Checkbox label={t('withDeal')} {...form.getInputProps('deal', { type: 'checkbox' })} data-autofocus />
          {form.values.deal && (
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="md">
              <TextInput label={t('value')} inputMode="decimal" autoComplete="off" {...form.getInputProps('value')} />
              <TextInput label={t('close')} type="date" {...form.getInputProps('expectedCloseDate')} />
            </SimpleGrid>
          )}
          <SelectField
            label={t('status')}
            data={[
              { value: '', label: t('asItFollows') },
              ...statuses.filter(({ active }) => active).map(({ code, name }) => ({ value: code, label: name })),
            ]}
            value={form.values.status}
            onChange={(value) => form.setFieldValue('status', value)}
          />
          <DialogEnd label={t('make')} onClose={onClose} loading={isSaving} />
        </Stack>
      </form>
    </Dialog>
  );
}
