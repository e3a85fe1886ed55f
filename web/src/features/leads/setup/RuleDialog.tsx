import { MultiSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { usersQuery } from '@/lib/finding';
import { textOrNull } from '@/ui/create/given';
import { Dialog } from '@/ui/Dialog';
import { DialogEnd } from '@/ui/DialogEnd';
import { FormError } from '@/ui/FormError';
import { notify } from '@/ui/toast';
import { useServerForm } from '@/ui/useServerForm';
import { statsQuery } from '../lead';
import { SelectField } from '../SelectField';
import { WEEKDAYS, weekdayName } from './ruleWords';
import { changeRule, createRule, type Rule } from './setup';
import css from './Setup.module.css';
import { t } from './setupMessages';

const NEW: Pick<
  Rule,
  'name' | 'source' | 'branch' | 'model' | 'strategy' | 'days' | 'fromTime' | 'toTime' | 'members'
> = {
  name: '',
  source: null,
  branch: null,
  model: null,
  strategy: 'round_robin',
  days: [],
  fromTime: null,
  toTime: null,
  members: [],
};

interface Props {
  /** Undefined for a new one. */
  rule: Rule | undefined;
  onClose: () => void;
}

/** One rule: for which enquiries, when, and who takes turns. */
export function RuleDialog({ rule, onClose }: Props) {
  const of = rule ?? NEW;
  const { data: stats } = useQuery(statsQuery());
  const { data: users = [] } = useQuery(usersQuery);
  const { form, submit, isSaving } = useServerForm({
    initialValues: {
      name: of.name,
      source: of.source ?? '',
      branch: of.branch ?? '',
      model: of.model ?? '',
      strategy: of.strategy,
      memberIds: of.members.map(({ id }) => id),
      // None are all, as the server has it; people see all of them marked.
      days: of.days.length === 0 ? [...WEEKDAYS] : of.days,
      fromTime: of.fromTime ?? '',
      toTime: of.toTime ?? '',
    },
    save: (values) => {
      const { name, source, branch, model, days, fromTime, toTime, ...others } = values;
      const body = {
        ...others,
        name: name.trim(),
        source: textOrNull(source),
        branch: textOrNull(branch),
        model: textOrNull(model),
        days: days.length === WEEKDAYS.length ? [] : days,
        fromTime: textOrNull(fromTime),
        toTime: textOrNull(toTime),
      };
      return rule === undefined ? createRule(body) : changeRule(rule, body);
    },
    onSaved: ({ name }) => {
      notify(t('ruleSaved', { name }));
      onClose();
    },
  });
  const people = [...users, ...of.members.filter(({ id }) => !users.some((user) => user.id === id))];
  return (
    <Dialog
      title={rule === undefined ? t('newRule') : t('editRule', { name: rule.name })}
      onClose={onClose}
      width={560}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {form.errors['form'] !== undefined && <FormError>{form.errors['form']}</FormError>}
          <TextInput label={t('ruleName')} data-autofocus maxLength={100} {...form.getInputProps('name')} />
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md" verticalSpacing="md">
            <TextInput
              label={t('ruleSource')}
              placeholder={t('anyOf')}
              list="rule-sources"
              autoComplete="off"
              {...form.getInputProps('source')}
            />
            <TextInput
              label={t('ruleBranch')}
              placeholder={t('anyOf')}
              autoComplete="off"
              {...form.getInputProps('branch')}
            />
            <TextInput
              label={t('ruleModel')}
              placeholder={t('anyOf')}
              autoComplete="off"
              {...form.getInputProps('model')}
            />
          </SimpleGrid>
          <datalist id="rule-sources">
            {stats?.bySource.map(({ source }) => (
              <option key={source} value={source} />
            ))}
          </datalist>
          <MultiSelect
            label={t('members')}
            description={t('membersHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={people.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            hidePickedOptions
            comboboxProps={{ transitionProps: { duration: 60 }, shadow: 'md' }}
            {...form.getInputProps('memberIds')}
          />
          <SelectField
            label={t('strategy')}
            data={[
              { value: 'round_robin', label: t('strategyTurn') },
              { value: 'least_loaded', label: t('strategyLoad') },
            ]}
            value={form.values.strategy}
            onChange={(value) => form.setFieldValue('strategy', value as Rule['strategy'])}
          />
          <Weekdays days={form.values.days} onChange={(days) => form.setFieldValue('days', days)} />
          <div>
            <SimpleGrid cols={2} spacing="md">
              <TextInput type="time" label={t('fromTime')} {...form.getInputProps('fromTime')} />
              <TextInput type="time" label={t('toTime')} {...form.getInputProps('toTime')} />
            </SimpleGrid>
            <p className={css['hint']}>{t('timesHint')}</p>
          </div>
          <DialogEnd label={rule === undefined ? t('create') : t('save')} onClose={onClose} loading={isSaving} />
        </Stack>
      </form>
    </Dialog>
  );
}

function Weekdays({ days, onChange }: { days: readonly number[]; onChange: (days: number[]) => void }) {
  const toggle = (day: number) => {
    const next = days.includes(day) ? days.filter((each) => each !== day) : [...days, day];
    // A rule that counts on no day would be none; it is switched off by its switch.
    onChange(next.length === 0 ? [...WEEKDAYS] : next);
  };
  return (
    <fieldset className={css['days']}>
      <legend>{t('weekdays')}</legend>
      <div>
        {WEEKDAYS.map((day) => (
          <button
            key={day}
            type="button"
            className={css['day']}
            aria-pressed={days.includes(day)}
            onClick={() => toggle(day)}
          >
            {weekdayName(day)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
