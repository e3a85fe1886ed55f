import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { momentOf, wallTimeOf } from '@/lib/zonedTime';
import { t } from './messages';
import { presets, spokenMoment } from './moments';
import css from './WhenPicker.module.css';

/** A moment in one step, or date and time where none of them is meant. */
export function WhenPicker({ value, onChange }: { value: string; onChange: (at: string) => void }) {
  const [offered] = useState(presets);
  const [exact, setExact] = useState(() => !offered.some(({ at }) => at === value));
  return (
    <div className={css['when']} role="group" aria-label={t('when')}>
      {offered.map(({ id, label, at }) => (
        <button
          key={id}
          type="button"
          className={css['chip']}
          aria-pressed={!exact && value === at}
          title={spokenMoment(at)}
          onClick={() => {
            setExact(false);
            onChange(at);
          }}
        >
          {label}
        </button>
      ))}
      <button type="button" className={css['chip']} aria-pressed={exact} onClick={() => setExact(true)}>
        {t('otherTime')}
      </button>
      {exact ? (
        <TextInput
          size="xs"
          type="datetime-local"
          aria-label={t('dateAndTime')}
          value={wallTimeOf(value)}
          onChange={(event) => {
            if (event.currentTarget.value !== '') {
              onChange(momentOf(event.currentTarget.value));
            }
          }}
        />
      ) : (
        <span className={css['spoken']}>{spokenMoment(value)}</span>
      )}
    </div>
  );
}
