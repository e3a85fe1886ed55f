import { useState, type KeyboardEvent } from 'react';
import { KeyHint } from '@/ui/KeyHint';
import { KindIcon } from './activityKinds';
import type { Entry } from './book';
import type { Loggable } from './changes';
import { t } from './messages';
import css from './LogLine.module.css';

/** What was typed and not saved, by contact and kind, until the page is left for good. */
const drafts = new Map<string, string>();
const keyOf = (entry: Entry, kind: Loggable) => `${kind} ${entry.id}`;

export function keepDraft(entry: Entry, kind: Loggable, text: string): void {
  if (text.trim() === '') {
    drafts.delete(keyOf(entry, kind));
  } else {
    drafts.set(keyOf(entry, kind), text);
  }
}

interface Props {
  entry: Entry;
  kind: Loggable;
  error: string | undefined;
  onSave: (text: string) => void;
  onLeave: () => void;
}

/** One line to write down a call or a note where one stands. */
export function LogLine({ entry, kind, error, onSave, onLeave }: Props) {
  const [text, setText] = useState(() => drafts.get(keyOf(entry, kind)) ?? '');
  const label = kind === 'call' ? t('callText', { name: entry.name }) : t('noteText', { name: entry.name });
  const mayBeEmpty = kind === 'call';

  const save = () => {
    if (mayBeEmpty || text.trim() !== '') {
      keepDraft(entry, kind, '');
      onSave(text);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      keepDraft(entry, kind, text);
      onLeave();
    }
  };
  return (
    <div className={css['line']}>
      <KindIcon kind={kind} />
      <input
        className={css['input']}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder={label}
        aria-label={label}
        aria-invalid={error !== undefined}
        maxLength={20_000}
        autoFocus
        autoComplete="off"
      />
      <span className={css['hint']}>
        <KeyHint keys="enter" /> {t('saveHint')} <KeyHint keys="escape" /> {t('leaveHint')}
      </span>
      <button type="button" className={css['save']} onClick={save} disabled={!mayBeEmpty && text.trim() === ''}>
        {t('save')}
      </button>
      {error !== undefined && (
        <div className={css['error']} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
