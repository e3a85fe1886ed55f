import { Tooltip } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useHotkeys } from '@/lib/hotkeys';
import { soon } from '@/lib/soon';
import { KeyHint } from '@/ui/KeyHint';
import { notifyProblem, textOf } from '@/ui/toast';
import { KINDS, ownerIdOf, type Kind, type Subject } from './activity';
import css from './Composer.module.css';
import { asKind, emptyDraft, hasText, saveDraft, savedDraft, type Draft } from './draft';
import { kindTexts } from './kinds';
import { t } from './messages';
import { useTimeline } from './useTimeline';

const ActivityForm = soon(async () => (await import('./ActivityForm')).ActivityForm);

/** Writes down what happened: one key for each kind, and what was typed is never lost. */
export function Composer({ subject }: { subject: Subject }) {
  const id = ownerIdOf(subject);
  const [draft, setDraft] = useState<Draft | undefined>(() => savedDraft(id));
  const [error, setError] = useState('');
  const { create } = useTimeline(subject);

  const change = (next: Draft | undefined) => {
    setDraft(next);
    setError('');
    saveDraft(id, next);
  };
  const begin = (kind: Kind) => change(draft === undefined ? emptyDraft(kind) : asKind(draft, kind));
  const save = () => {
    if (draft === undefined) {
      return;
    }
    if (draft.kind === 'note' && draft.body.trim() === '') {
      setError(t('noteNeedsText'));
      return;
    }
    setDraft(undefined);
    // It stays in the tab's storage until the server has it.
    create.mutateAsync(draft).then(
      () => {
        if (sameDraft(savedDraft(id), draft)) {
          saveDraft(id, undefined);
        }
      },
      (problem: unknown) => giveBack(draft, problem),
    );
  };
  const giveBack = (lost: Draft, problem: unknown) => {
    setDraft((current) => (current !== undefined && hasText(current) ? joined(lost, current) : lost));
    setError(t('notSaved', { why: textOf(problem) }));
    if (document.hidden) {
      notifyProblem(problem);
    }
  };

  useHotkeys(
    KINDS.map((kind) => {
      const { keys, write } = kindTexts(kind);
      return { keys, label: write, group: t('timeline'), run: () => begin(kind) };
    }),
  );

  return (
    <section className={css['composer']} aria-label={t('write')}>
      <div className={css['kinds']} role="toolbar" aria-label={t('kind')}>
        {KINDS.map((kind) => (
          <KindButton key={kind} kind={kind} chosen={draft?.kind === kind} onClick={() => begin(kind)} />
        ))}
      </div>
      {draft === undefined ? (
        <button type="button" className={css['prompt']} onClick={() => begin('note')}>
          {t('write')}
        </button>
      ) : (
        <Suspense fallback={<div className={css['coming']} />}>
          <ActivityForm
            draft={draft}
            onChange={change}
            onSave={save}
            onCancel={() => change(undefined)}
            error={error}
          />
        </Suspense>
      )}
    </section>
  );
}

function KindButton({ kind, chosen, onClick }: { kind: Kind; chosen: boolean; onClick: () => void }) {
  const { icon: Symbol, label, write, keys } = kindTexts(kind);
  return (
    <Tooltip
      label={
        <>
          {write} <KeyHint keys={keys} />
        </>
      }
    >
      <button type="button" className={css['kind']} aria-pressed={chosen} aria-label={write} onClick={onClick}>
        <Symbol size={16} stroke={1.6} aria-hidden />
        <span>{label}</span>
      </button>
    </Tooltip>
  );
}

function joined(lost: Draft, current: Draft): Draft {
  return { ...current, body: [lost.body, current.body].filter((text) => text.trim() !== '').join('\n\n') };
}

function sameDraft(a: Draft | undefined, b: Draft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
