import { TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { errorsByField } from '@/ui/applyProblem';
import { DraftFoot } from '@/ui/draft/DraftFoot';
import { Problem } from '@/ui/Problem';
import { SkeletonLines } from '@/ui/Skeletons';
import { notify } from '@/ui/toast';
import { SelectField } from '../SelectField';
import { changeSettings, settingsQuery, type Settings } from './setup';
import css from './Setup.module.css';
import { t } from './setupMessages';

const UNITS = { minutes: 1, hours_: 60, days_: 1_440 } as const;
type Unit = keyof typeof UNITS;

/** A length of time as one types it. */
interface Span {
  text: string;
  unit: Unit;
}

function spanOf(minutes: number): Span {
  const unit = (['days_', 'hours_'] as const).find((each) => minutes % UNITS[each] === 0) ?? 'minutes';
  return { text: String(minutes / UNITS[unit]), unit };
}

/** What is no number is sent as it is: the server says what is wrong with it. */
function minutesOf({ text, unit }: Span): number {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number * UNITS[unit] : (text as unknown as number);
}

export function TimesForm({ editable }: { editable: boolean }) {
  const { data: settings, error, refetch } = useQuery(settingsQuery);
  if (settings === undefined) {
    return error ? <Problem error={error} retry={() => void refetch()} /> : <SkeletonLines count={4} height={28} />;
  }
  return <Times settings={settings} editable={editable} />;
}

const draftOf = ({ responseMinutes, retryMinutes }: Settings) => ({
  responseMinutes: spanOf(responseMinutes),
  retryMinutes: spanOf(retryMinutes),
});

/** The times that count on the lead desk. */
function Times({ settings, editable }: { settings: Settings; editable: boolean }) {
  const [of, setOf] = useState(settings);
  const [draft, setDraft] = useState(() => draftOf(settings));
  const responseMinutes = minutesOf(draft.responseMinutes);
  const retryMinutes = minutesOf(draft.retryMinutes);
  const changed = responseMinutes !== of.responseMinutes || retryMinutes !== of.retryMinutes;
  const start = (from: Settings) => {
    setOf(from);
    setDraft(draftOf(from));
  };
  const save = useMutation({
    mutationFn: () => changeSettings({ responseMinutes, retryMinutes }, of.version),
    onSuccess: (saved) => {
      start(saved);
      notify(t('timesSaved'));
    },
  });
  const overtaken = settings.version > of.version;
  if (overtaken && !changed) {
    start(settings);
  }
  const errors = save.error === null ? {} : errorsByField(save.error, ['responseMinutes', 'retryMinutes']);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={css['form']} onSubmit={submit}>
      <p className={css['text']}>{editable ? t('timesText') : t('readOnly')}</p>
      <SpanField
        label={t('response')}
        hint={t('responseHint')}
        span={draft.responseMinutes}
        onChange={(span) => setDraft({ ...draft, responseMinutes: span })}
        error={errors['responseMinutes']}
        editable={editable}
      />
      <SpanField
        label={t('retry')}
        hint={t('retryHint')}
        span={draft.retryMinutes}
        onChange={(span) => setDraft({ ...draft, retryMinutes: span })}
        error={errors['retryMinutes']}
        editable={editable}
      />
      {editable && (
        <DraftFoot
          {...{ changed, overtaken }}
          saving={save.isPending}
          error={errors['form']}
          onDiscard={() => {
            save.reset();
            start(settings);
          }}
        />
      )}
    </form>
  );
}

interface SpanProps {
  label: string;
  hint: string;
  span: Span;
  onChange: (span: Span) => void;
  error: string | undefined;
  editable: boolean;
}

function SpanField({ label, hint, span, onChange, error, editable }: SpanProps) {
  return (
    <div>
      <div className={css['duration']}>
        <TextInput
          label={label}
          inputMode="numeric"
          value={span.text}
          onChange={(event) => onChange({ ...span, text: event.currentTarget.value })}
          error={error !== undefined}
          disabled={!editable}
        />
        <SelectField
          label={t('unitOf', { what: label })}
          bare
          value={span.unit}
          onChange={(unit) => onChange({ ...span, unit: unit as Unit })}
          data={(Object.keys(UNITS) as Unit[]).map((value) => ({ value, label: t(value) }))}
          disabled={!editable}
        />
      </div>
      {error !== undefined && (
        <p className={css['wrong']} role="alert">
          {error}
        </p>
      )}
      <p className={css['hint']}>{hint}</p>
    </div>
  );
}
