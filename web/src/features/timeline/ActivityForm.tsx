import { Autocomplete, Button, SegmentedControl, TextInput } from '@mantine/core';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { wallTimeOf } from '@/lib/zonedTime';
import { FormError } from '@/ui/FormError';
import { KeyHint } from '@/ui/KeyHint';
import css from './ActivityForm.module.css';
import { shapeOf, type Draft } from './draft';
import { kindTexts } from './kinds';
import { t } from './messages';

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
  onSave: () => void;
  onCancel: () => void;
  error: ReactNode;
}

const outcomes = () => [
  t('reached'),
  t('noAnswer'),
  t('leftMessage'),
  t('callBack'),
  t('interested'),
  t('notInterested'),
];
const CHANNELS = ['LinkedIn', 'WhatsApp', 'SMS', 'Signal', 'Telegram', 'Instagram'];

/** The fields of an activity, those that make sense for its kind. Ctrl+Enter saves from everywhere in it. */
export function ActivityForm({ draft, onChange, onSave, onCancel, error }: Props) {
  const { kind } = draft;
  const [filled] = useState(draft);
  const shape = shapeOf(kind, filled);
  const text = useRef<HTMLTextAreaElement>(null);
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });

  useEffect(() => text.current?.focus(), [kind]);

  // As high as what is written; where it ends says the stylesheet.
  useLayoutEffect(() => {
    if (text.current !== null) {
      text.current.style.height = 'auto';
      text.current.style.height = `${text.current.scrollHeight}px`;
    }
  }, [draft.body]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSave();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    }
  };

  return (
    <div className={css['form']} onKeyDown={onKeyDown} role="group" aria-label={kindTexts(kind).write}>
      <FormError>{error}</FormError>
      {shape.subject && (
        <TextInput
          variant="unstyled"
          classNames={{ input: css['subject'] ?? '' }}
          aria-label={t('subject')}
          placeholder={t('subject')}
          value={draft.subject}
          onChange={(event) => set({ subject: event.currentTarget.value })}
          maxLength={300}
        />
      )}
      <textarea
        ref={text}
        className={css['text']}
        aria-label={t('text')}
        placeholder={kindTexts(kind).placeholder}
        value={draft.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
        rows={2}
        maxLength={20_000}
      />
      <div className={css['fields']}>
        {shape.direction && (
          <SegmentedControl
            size="xs"
            aria-label={t('direction')}
            value={draft.direction ?? 'outbound'}
            onChange={(value) => set({ direction: value === 'inbound' ? 'inbound' : 'outbound' })}
            data={[
              { value: 'outbound', label: t('outbound') },
              { value: 'inbound', label: t('inbound') },
            ]}
          />
        )}
        {shape.channel && (
          <Autocomplete
            size="xs"
            className={css['choice'] ?? ''}
            aria-label={t('channel')}
            placeholder={t('channel')}
            data={CHANNELS}
            value={draft.channel}
            onChange={(channel) => set({ channel })}
            maxLength={100}
          />
        )}
        {shape.outcome && (
          <Autocomplete
            size="xs"
            className={css['choice'] ?? ''}
            aria-label={t('outcome')}
            placeholder={t('outcome')}
            data={outcomes()}
            value={draft.outcome}
            onChange={(outcome) => set({ outcome })}
            maxLength={200}
          />
        )}
        {shape.minutes && (
          <TextInput
            size="xs"
            className={css['minutes'] ?? ''}
            aria-label={t('minutes')}
            inputMode="numeric"
            value={draft.minutes}
            onChange={(event) => set({ minutes: event.currentTarget.value.replace(/\D/g, '').slice(0, 4) })}
            rightSection={<span className={css['unit']}>{t('minutesShort')}</span>}
          />
        )}
        <When value={draft.when} onChange={(when) => set({ when })} />
        <div className={css['buttons']}>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button size="compact-sm" onClick={onSave} rightSection={<KeyHint keys="mod+enter" />}>
            {t('save')}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Now, until somebody says when. */
function When({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  if (value === '') {
    return (
      <Button
        size="compact-sm"
        variant="default"
        fw={400}
        leftSection={<IconClock size={14} stroke={1.6} />}
        onClick={() => onChange(wallTimeOf(Date.now()))}
      >
        {t('now')}
      </Button>
    );
  }
  return (
    <TextInput
      size="xs"
      type="datetime-local"
      aria-label={t('when')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
