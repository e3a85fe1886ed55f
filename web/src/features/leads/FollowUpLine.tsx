import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { momentOf } from '@/lib/zonedTime';
import { KeyHint } from '@/ui/KeyHint';
import type { FollowUpMade } from './lead';
import { statusesQuery } from './lead';
import { t } from './deskMessages';
import { OUTCOMES, type Outcome } from './outcomes';
import css from './FollowUpLine.module.css';

interface Props {
  name: string;
  error: string | undefined;
  onSave: (made: FollowUpMade) => void;
  onLeave: () => void;
}

/** One line to write down what a call came to, where one stands: Enter saves from any of its fields. */
export function FollowUpLine({ name, error, onSave, onLeave }: Props) {
  const { data: statuses = [] } = useQuery(statusesQuery);
  const [outcome, setOutcome] = useState<Outcome>('connected');
  const [remarks, setRemarks] = useState('');
  const [status, setStatus] = useState('');
  const [next, setNext] = useState('');

  const save = () =>
    onSave({
      outcome,
      channel: 'call',
      remarks: remarks.trim() === '' ? null : remarks.trim(),
      ...(status === '' ? {} : { status }),
      ...(next === '' ? {} : { nextAt: momentOf(next) }),
    });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
    }
  };
  return (
    <div className={css['line']} onKeyDown={onKeyDown}>
      <input
        className={css['remarks']}
        value={remarks}
        onChange={(event) => setRemarks(event.currentTarget.value)}
        placeholder={t('remarksOf', { name })}
        aria-label={t('remarksOf', { name })}
        aria-invalid={error !== undefined}
        maxLength={4_000}
        autoFocus
        autoComplete="off"
      />
      <div className={css['fields']}>
        <label className={css['field']}>
          <span>{t('outcome')}</span>
          <select value={outcome} onChange={(event) => setOutcome(event.currentTarget.value as Outcome)}>
            {OUTCOMES.map((each) => (
              <option key={each} value={each}>
                {t(each)}
              </option>
            ))}
          </select>
        </label>
        <label className={css['field']}>
          <span>{t('status')}</span>
          <select value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
            <option value="">{t('asItFollows')}</option>
            {statuses
              .filter(({ active }) => active)
              .map(({ code, name: label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
          </select>
        </label>
        <label className={css['field']}>
          <span>{t('next')}</span>
          <input type="datetime-local" value={next} onChange={(event) => setNext(event.currentTarget.value)} />
        </label>
        <span className={css['hint']}>
          <KeyHint keys="enter" /> {t('saveHint')} <KeyHint keys="escape" /> {t('leaveHint')}
        </span>
        <button type="button" className={css['save']} onClick={save}>
          {t('save')}
        </button>
      </div>
      {error !== undefined && (
        <div className={css['error']} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
