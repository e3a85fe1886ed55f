import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DialogProps } from '@/lib/feature';
import { formatMilliseconds } from '@/lib/format';
import { CreateDialog } from '@/ui/create/CreateDialog';
import { textsOf } from '@/ui/create/given';
import { Dialog } from '@/ui/Dialog';
import { notifyWith } from '@/ui/toast';
import { useDebounced } from '@/ui/useDebounced';
import { UserSelect } from '@/ui/UserSelect';
import { useServerForm } from '@/ui/useServerForm';
import { checkQuery, createLead, NEW_LEAD, type Entered } from './createLead';
import { KnownLeadCard } from './KnownLeadCard';
import { statsQuery, statusesQuery } from './lead';
import { t as onDesk } from './deskMessages';
import { t as named } from './messages';
import { SelectField } from './SelectField';
import { t } from './newMessages';

const PAUSE_MILLIS = 200;
const MOST_CHECKED = 4;

/** Enquiries of one sitting mostly come from the same place. */
const last = { source: '' };

/** A new lead while the customer is on the phone: what was entered is said after each, and the next one can follow at once. */
export function NewLeadDialog({ onClose }: DialogProps) {
  const [round, setRound] = useState(0);
  const [duplicate, setDuplicate] = useState<Entered & { kind: 'duplicate' }>();
  if (duplicate === undefined) {
    return <EnquiryForm key={round} onClose={onClose} onDuplicate={setDuplicate} />;
  }
  const { lead, milliseconds } = duplicate;
  const next = () => {
    setDuplicate(undefined);
    setRound(round + 1);
  };
  return (
    <Dialog title={named('new')} onClose={onClose} width={560}>
      <Stack gap="md">
        <div role="status">
          <KnownLeadCard title={t('duplicateTitle')} lead={lead} onOpen={onClose}>
            {t('duplicateText', { uid: lead.uid, time: formatMilliseconds(milliseconds) })}
          </KnownLeadCard>
        </div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          <Button onClick={next} data-autofocus>
            {t('another')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

interface FormProps extends DialogProps {
  onDuplicate: (duplicate: Entered & { kind: 'duplicate' }) => void;
}

function EnquiryForm({ onClose, onDuplicate }: FormProps) {
  const navigate = useNavigate();
  const { data: stats } = useQuery(statsQuery());
  useQuery(statusesQuery);
  const serverForm = useServerForm({
    initialValues: { ...NEW_LEAD, source: last.source },
    save: createLead,
    onSaved: (entered) => {
      Object.assign(last, { source: form.getValues().source });
      if (entered.kind === 'duplicate') {
        onDuplicate(entered);
        return;
      }
      const { uid, customerName: name, ps } = entered.lead;
      const who = ps ? t('follows', { name: ps.name }) : t('followsNobody');
      notifyWith(t('created', { uid, name, time: formatMilliseconds(entered.milliseconds), who }), t('open'), () =>
        navigate({ to: '/leads/$uid', params: { uid } }),
      );
      onClose();
    },
  });
  const { form } = serverForm;
  const { mobile, alternatePhones, psId } = form.values;
  const checks = useChecks(mobile, alternatePhones);
  const number = checks.find(({ typed }) => typed === mobile.trim())?.e164;
  const error = (field: keyof typeof NEW_LEAD) => form.errors[field] as string | undefined;
  const known = checks.flatMap(({ lead, e164 }) => (lead ? [{ lead, e164 }] : [])).slice(0, 1);

  return (
    <CreateDialog title={named('new')} onClose={onClose} form={serverForm} alike={[]} pathOf={(uid) => `/leads/${uid}`}>
      {/* Above the fields: whoever goes on with Tab does not come across its link. */}
      <div aria-live="polite">
        {known.map(({ lead, e164 }) => (
          <KnownLeadCard key={lead.id} title={t('knownTitle', { number: e164 ?? '' })} lead={lead} onOpen={onClose}>
            {t('knownText')}
          </KnownLeadCard>
        ))}
      </div>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="md">
        <TextInput
          label={t('mobile')}
          inputMode="tel"
          autoComplete="off"
          description={number ?? ' '}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data-autofocus
          {...form.getInputProps('mobile')}
        />
        <TextInput label={t('name')} autoComplete="off" {...form.getInputProps('customerName')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="md">
        <TextInput label={t('source')} list="known-sources" autoComplete="off" {...form.getInputProps('source')} />
        <TextInput label={t('model')} autoComplete="off" {...form.getInputProps('model')} />
        <UserSelect
          label={t('ps')}
          labelled
          placeholder={t('byRule')}
          value={psId}
          onChange={(user) => form.setFieldValue('psId', user)}
          error={error('psId')}
        />
        <SelectField
          label={t('priority')}
          data={(['high', 'normal', 'low'] as const).map((value) => ({ value, label: onDesk(value) }))}
          value={form.values.priority}
          onChange={(value) => form.setFieldValue('priority', value as typeof form.values.priority)}
        />
        <TextInput
          label={t('alternates')}
          placeholder={t('alternatesHint')}
          inputMode="tel"
          autoComplete="off"
          {...form.getInputProps('alternatePhones')}
        />
        <TextInput label={t('email')} inputMode="email" autoComplete="off" {...form.getInputProps('email')} />
        <TextInput label={t('city')} autoComplete="off" {...form.getInputProps('city')} />
        <TextInput label={t('campaign')} autoComplete="off" {...form.getInputProps('campaign')} />
      </SimpleGrid>
      <datalist id="known-sources">
        {stats?.bySource.map(({ source }) => (
          <option key={source} value={source} />
        ))}
      </datalist>
      <TextInput label={t('remarks')} autoComplete="off" {...form.getInputProps('remarks')} />
    </CreateDialog>
  );
}

/** What is known of the numbers in the form, asked while they are typed. */
function useChecks(mobile: string, alternates: string) {
  const numbers = useDebounced(JSON.stringify([mobile.trim(), ...textsOf(alternates)]), PAUSE_MILLIS);
  const asked = [...new Set(JSON.parse(numbers) as string[])].slice(0, MOST_CHECKED);
  return useQueries({
    queries: asked.map((number) => checkQuery(number)),
    combine: (results) =>
      results.map(({ data }, index) => ({
        typed: asked[index],
        e164: data?.phone.e164 ?? undefined,
        lead: data?.lead ?? undefined,
      })),
  });
}
