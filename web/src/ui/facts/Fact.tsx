import { Button } from '@mantine/core';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import { Suspense, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { same, type Versioned } from '@/lib/patch';
import { t } from '../messages';
import { useStable } from '../useStable';
import css from './Fact.module.css';
import type { Facts, Written } from './useFacts';

/** What an editor of a fact works with. */
export interface Editing<V> {
  value: V;
  set: (value: V) => void;
  /** Takes the value of the editor, or the given one. */
  done: (value?: V) => void;
  error: string | undefined;
  label: string;
}

export interface FactOf<R extends Versioned, C> {
  facts: Facts<R, C>;
  field: keyof R & keyof C & string;
  label: string;
}

interface Props<R extends Versioned, C, V> extends FactOf<R, C> {
  /** Of a field with members of its own, the member. */
  part?: string;
  from: (record: R) => V;
  write: (value: V, record: R) => Written<R, C>;
  editor: (editing: Editing<V>) => ReactNode;
  /** How the value of a record is shown; nothing for an empty one. */
  show: (record: R) => ReactNode;
  /** Without its label, which then is for readers only. */
  bare?: boolean;
  /** The shown value has links of its own, so that only the pencil begins to edit. */
  linked?: boolean;
}

/** One labelled value that is edited where it stands. */
export function Fact<R extends Versioned, C, V>(props: Props<R, C, V>) {
  const { facts, label, from, write, editor, show, linked = false, bare = false } = props;
  const field = props.part === undefined ? props.field : `${props.field}.${props.part}`;
  const { record } = facts;
  const [draft, setDraft] = useState<{ base: R; value: V }>();
  const frame = useRef<HTMLDivElement>(null);
  const trouble = facts.trouble(field);
  const refused = trouble?.kind === 'invalid' ? { base: record, value: trouble.mine as V } : undefined;
  const edited = draft ?? refused;

  const begin = () => setDraft({ base: record, value: from(record) });
  const stop = () => {
    setDraft(undefined);
    if (refused !== undefined) {
      facts.settle(field);
    }
  };
  const backToValue = () => requestAnimationFrame(() => frame.current?.querySelector('button')?.focus());
  const done = (value: V | undefined = edited?.value) => {
    if (edited === undefined || value === undefined) {
      return;
    }
    stop();
    if (!same(value, from(edited.base))) {
      facts.save({ field, mine: value, base: edited.base, from, write: (current) => write(value, current) });
    }
  };
  const latest = useStable({ done: () => done() });
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    // A field that the server refused stays until it is put right or given up.
    if (!frame.current?.contains(relatedTarget) && refused === undefined) {
      // The editor may take what was typed as it loses the focus; that has to be drawn before.
      setTimeout(latest.done);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      stop();
      backToValue();
    } else if (event.key === 'Enter' && !event.defaultPrevented && !event.shiftKey) {
      event.preventDefault();
      done();
      backToValue();
    }
  };

  if (edited !== undefined) {
    const value = edited.value;
    const set = (next: V) => setDraft({ base: edited.base, value: next });
    const error = refused !== undefined && trouble?.kind === 'invalid' ? trouble.message : undefined;
    return (
      <div className={css['fact']} ref={frame} data-fact={field} data-bare={bare || undefined}>
        {!bare && <span className={css['label']}>{label}</span>}
        <div className={css['editor']} onBlur={onBlur} onKeyDown={onKeyDown}>
          <Suspense fallback={<span className={css['value']}>{show(record)}</span>}>
            {editor({ value, set, done, error, label })}
          </Suspense>
        </div>
      </div>
    );
  }

  /** What was typed, as it would be shown. */
  const mineOf = ({ mine, theirs }: { mine: unknown; theirs: R }) =>
    show({ ...theirs, ...write(mine as V, theirs).shown });
  const value = show(record);
  const empty = value === null || value === undefined || value === '' || value === false;
  return (
    <div className={css['fact']} ref={frame} data-fact={field} data-bare={bare || undefined}>
      {!bare && <span className={css['label']}>{label}</span>}
      <div className={css['cell']}>
        {linked && !empty && <span className={css['value']}>{value}</span>}
        {facts.editable && (
          <button
            type="button"
            className={css[linked && !empty ? 'pencil' : 'value']}
            data-empty={empty || undefined}
            aria-label={linked || empty ? t('edit', { what: label }) : undefined}
            aria-description={linked || empty ? undefined : t('edit', { what: label })}
            onClick={begin}
          >
            {linked && !empty ? <IconPencil size={14} stroke={1.6} aria-hidden /> : empty ? '–' : value}
          </button>
        )}
        {!facts.editable && (empty || !linked) && (
          <span className={css['value']} data-empty={empty || undefined}>
            {empty ? '–' : value}
          </span>
        )}
        {trouble?.kind === 'conflict' && (
          <div className={css['conflict']} role="alert">
            {t('changedMeanwhile')}
            <div className={css['mine']}>
              {t('yours')} {mineOf(trouble) ?? '–'}
            </div>
            <div className={css['choices']}>
              <Button size="compact-xs" variant="default" onClick={() => facts.settle(field)}>
                {t('takeTheirs')}
              </Button>
              <Button size="compact-xs" variant="default" onClick={trouble.retry}>
                {t('overwrite')}
              </Button>
            </div>
          </div>
        )}
      </div>
    </div>
  );
}
