import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answer, api } from '@/lib/api';
import type { DialogProps } from '@/lib/feature';
import { foundQuery, type Choice } from '@/lib/finding';
import { changed } from '@/lib/query';
import { CreateDialog } from '@/ui/create/CreateDialog';
import { ownUser, textOrNull } from '@/ui/create/given';
import { t as say } from '@/ui/create/messages';
import { RecordPicker } from '@/ui/RecordPicker';
import { notifyWith } from '@/ui/toast';
import { UserSelect } from '@/ui/UserSelect';
import { useServerForm } from '@/ui/useServerForm';
import { pipelinesQuery } from './deal';
import { t as inList } from './messages';
import { t } from './recordMessages';

/** A new deal, from wherever one is. */
export function NewDealDialog({ onClose }: DialogProps) {
  const navigate = useNavigate();
  const { data: pipelines = [] } = useQuery(pipelinesQuery);
  const serverForm = useServerForm({
    initialValues: {
      name: '',
      companyId: null as Choice | null,
      value: '',
      currency: '',
      stageId: null as string | null,
      expectedCloseDate: '',
      ownerId: ownUser(),
    },
    save: ({ name, companyId, value, currency, stageId, expectedCloseDate, ownerId }) => {
      const body = {
        name: name.trim(),
        companyId: companyId?.id ?? null,
        value: textOrNull(value),
        ...(currency.trim() === '' ? {} : { currency: currency.trim().toUpperCase() }),
        ...(stageId === null ? {} : { stageId }),
        expectedCloseDate: textOrNull(expectedCloseDate),
        ownerId: ownerId?.id ?? null,
      };
      return answer(api.POST('/api/deals', { body }));
    },
    onSaved: ({ id, name }) => {
      void changed('deals');
      notifyWith(say('created', { name }), say('open'), () => navigate({ to: '/deals/$id', params: { id } }));
      onClose();
    },
  });
  const { form } = serverForm;
  const { companyId, stageId, ownerId } = form.values;
  const first = pipelines[0]?.stages[0]?.id ?? null;
  const open = ({ kind }: { kind: string }) => kind === 'open';
  return (
    <CreateDialog title={inList('new')} onClose={onClose} form={serverForm} alike={[]} pathOf={(id) => `/deals/${id}`}>
      <TextInput label={t('name')} placeholder={t('namePlaceholder')} data-autofocus {...form.getInputProps('name')} />
      <RecordPicker
        label={t('company')}
        labelled
        value={companyId}
        onPick={(choice) => form.setFieldValue('companyId', choice)}
        find={(words) => foundQuery('company', words)}
        error={form.errors['companyId'] as string | undefined}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="md">
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label={t('value')} inputMode="decimal" autoComplete="off" {...form.getInputProps('value')} />
          <TextInput
            label={t('currency')}
            placeholder="EUR"
            maxLength={3}
            autoComplete="off"
            {...form.getInputProps('currency')}
          />
        </SimpleGrid>
        <TextInput label={t('expectedClose')} type="date" {...form.getInputProps('expectedCloseDate')} />
        <Select
          label={t('stage')}
          data={pipelines.map(({ name, stages }) => ({
            group: name,
            items: stages.filter(open).map((stage) => ({ value: stage.id, label: stage.name })),
          }))}
          value={stageId ?? first}
          onChange={(id) => form.setFieldValue('stageId', id)}
          allowDeselect={false}
          error={form.errors['stageId']}
          comboboxProps={{ transitionProps: { duration: 60 }, shadow: 'md' }}
        />
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
