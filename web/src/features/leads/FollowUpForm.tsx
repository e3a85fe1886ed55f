import { Button, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState, type SyntheticEvent } from 'react';
import { formatRelative } from '@/lib/format';
import { useHotkeys } from '@/lib/hotkeys';
import { momentOf } from '@/lib/zonedTime';
import { FormError } from '@/ui/FormError';
import { notify, notifyUndo, textOf } from '@/ui/toast';
import { enterCall, takeBackFollowUp } from './history';
import { followUp, statusesQuery, type FollowUpMade } from './lead';
import { t as onDesk } from './deskMessages';
import { OUTCOMES } from './outcomes';
import css from './LeadPage.module.css';
import { SelectField } from './SelectField';
import { t } from './recordMessages';

type What = FollowUpMade['channel'] | 'inbound';

/** What to say of what was written down, and how it is taken back. */
interface Saved {
  said: string;
  undo?: () => Promise<void>;
}

const EMPTY = { outcome: 'connected' as FollowUpMade['outcome'], status: '', next: '', remarks: '' };

/** Writes down what was done to reach the customer, or that they called: what came of it, and when to go on. */
export function FollowUpForm({ uid }: { uid: string }) {
  const { data: statuses = [] } = useQuery(statusesQuery);
  const [what, setWhat] = useState<What>('call');
  const [values, setValues] = useState(EMPTY);
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([{ keys: 'c', label: t('followUp'), group: t('leads'), run: () => field.current?.focus() }]);
  const set = (part: Partial<typeof EMPTY>) => setValues((before) => ({ ...before, ...part }));
  const outcomes = what === 'visit' ? (['visited', ...OUTCOMES] as const) : OUTCOMES;

  const save = useMutation({
    mutationFn: async (): Promise<Saved> => {
      const remarks = values.remarks.trim() === '' ? null : values.remarks.trim();
      if (what === 'inbound') {
        const outcome = OUTCOMES.find((each) => each === values.outcome) ?? 'connected';
        await enterCall(uid, { direction: 'inbound', outcome, remarks });
        return { said: t('saved') };
      }
      const { planned, followUp: entry } = await followUp(uid, {
        outcome: values.outcome,
        channel: what,
        remarks,
        ...(values.status === '' ? {} : { status: values.status }),
        ...(values.next === '' ? {} : { nextAt: momentOf(values.next) }),
      });
      return {
        said: planned === null ? t('saved') : t('savedNext', { when: formatRelative(planned.dueAt) }),
        undo: () => takeBackFollowUp(uid, entry.id),
      };
    },
    onSuccess: ({ said, undo }) => {
      setValues(EMPTY);
      if (undo === undefined) {
        notify(said);
      } else {
        notifyUndo(said, undo);
      }
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={css['form']} onSubmit={submit} aria-label={t('followUp')}>
      <Stack gap="sm">
        <TextInput
          ref={field}
          placeholder={t('remarks')}
          aria-label={t('remarks')}
          value={values.remarks}
          onChange={(event) => set({ remarks: event.currentTarget.value })}
          maxLength={4_000}
          autoComplete="off"
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
          <SelectField
            label={t('what')}
            value={what}
            onChange={(value) => {
              const next = value as What;
              setWhat(next);
              set({ outcome: next === 'visit' ? 'visited' : 'connected' });
            }}
            data={[
              { value: 'call', label: t('byCall') },
              { value: 'message', label: t('byMessage') },
              { value: 'email', label: t('byEmail') },
              { value: 'visit', label: t('byVisit') },
              { value: 'inbound', label: t('inbound') },
            ]}
          />
          <SelectField
            label={t('outcome')}
            value={values.outcome}
            onChange={(value) => set({ outcome: value as FollowUpMade['outcome'] })}
            data={outcomes.map((value) => ({ value, label: onDesk(value) }))}
          />
          {what !== 'inbound' && (
            <>
              <SelectField
                label={t('status')}
                value={values.status}
                onChange={(value) => set({ status: value })}
                data={[
                  { value: '', label: t('asItFollows') },
                  ...statuses.filter(({ active }) => active).map(({ code, name }) => ({ value: code, label: name })),
                ]}
              />
              <TextInput
                type="datetime-local"
                label={t('next')}
                value={values.next}
                onChange={(event) => set({ next: event.currentTarget.value })}
              />
            </>
          )}
        </SimpleGrid>
        {save.error !== null && <FormError>{textOf(save.error)}</FormError>}
        <Button type="submit" size="compact-sm" loading={save.isPending} className={css['save'] ?? ''}>
          {t('save')}
        </Button>
      </Stack>
    </form>
  );
}
