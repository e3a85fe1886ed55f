import { ActionIcon, Button } from '@mantine/core';
import IconArrowDownLeft from '@tabler/icons-react/dist/esm/icons/IconArrowDownLeft.mjs';
import IconArrowUpRight from '@tabler/icons-react/dist/esm/icons/IconArrowUpRight.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { Link } from '@tanstack/react-router';
import { Suspense, useState, type Dispatch, type SetStateAction } from 'react';
import { ApiProblem, useSession } from '@/lib/api';
import { formatDateTime, formatTime } from '@/lib/format';
import { may } from '@/lib/roles';
import { useWrites } from '@/lib/writes';
import { soon } from '@/lib/soon';
import { textOf } from '@/ui/toast';
import { readActivity, type Activity, type Subject } from './activity';
import { changesOf, draftOf, type Draft } from './draft';
import css from './Entry.module.css';
import { kindTexts } from './kinds';
import { t } from './messages';
import { isPending, useTimeline } from './useTimeline';

const ActivityForm = soon(async () => (await import('./ActivityForm')).ActivityForm);

/** An activity that is being changed. */
export interface Editing {
  /** As it was when the editing began. */
  base: Activity;
  draft: Draft;
  /** As somebody else changed it meanwhile. */
  theirs?: Activity;
  /** Why it was not saved. */
  problem?: string;
}

interface Props {
  activity: Activity;
  subject: Subject;
  editing: Editing | undefined;
  onEditing: Dispatch<SetStateAction<Editing | undefined>>;
}

/** One activity; those who wrote it, and managers, change and delete it where it stands. */
export function Entry({ activity, subject, editing, onEditing }: Props) {
  return editing ? (
    <EditedEntry subject={subject} editing={editing} onEditing={onEditing} />
  ) : (
    <ShownEntry
      activity={activity}
      subject={subject}
      onEdit={() => onEditing({ base: activity, draft: draftOf(activity) })}
    />
  );
}

interface ShownProps {
  activity: Activity;
  subject: Subject;
  onEdit: () => void;
}

function ShownEntry({ activity, subject, onEdit }: ShownProps) {
  const { user } = useSession();
  const writes = useWrites();
  const { remove } = useTimeline(subject);
  const { kind, owner, ownerId, body, occurredAt, contact } = activity;
  const { icon: Symbol, label } = kindTexts(kind);
  const pending = isPending(activity);
  const own = !pending && writes && (ownerId === user.id || may(user.role, 'manage'));
  return (
    <article className={css['entry']} data-pending={pending || undefined}>
      <span className={css['icon']}>
        <Symbol size={14} stroke={1.6} aria-hidden />
      </span>
      <div className={css['text']}>
        <div className={css['line']}>
          <strong>{activity.subject ?? label}</strong>
          <Details activity={activity} />
          {subject.contactId === undefined && contact && (
            <Link to="/contacts/$id" params={{ id: contact.id }} className={css['quiet']}>
              {contact.name}
            </Link>
          )}
        </div>
        {body !== null && <Body text={body} />}
      </div>
      <div className={css['side']}>
        <span className={css['who']}>{owner?.name}</span>
        <time dateTime={occurredAt} title={formatDateTime(occurredAt)}>
          {formatTime(occurredAt)}
        </time>
        {own && (
          <span className={css['actions']}>
            <ActionIcon size={24} aria-label={`${t('edit')}: ${label}`} onClick={onEdit}>
              <IconPencil size={14} stroke={1.6} />
            </ActionIcon>
            <ActionIcon size={24} aria-label={`${t('delete')}: ${label}`} onClick={() => remove.mutate(activity)}>
              <IconTrash size={14} stroke={1.6} />
            </ActionIcon>
          </span>
        )}
      </div>
    </article>
  );
}

function Details({
  activity: { kind, subject, direction, channel, outcome, durationSeconds },
}: {
  activity: Activity;
}) {
  const Arrow = direction === 'inbound' ? IconArrowDownLeft : IconArrowUpRight;
  return (
    <>
      {direction !== null && (
        <Arrow
          className={css['arrow']}
          size={14}
          stroke={1.8}
          title={t(direction)}
          role="img"
          aria-label={t(direction)}
        />
      )}
      {subject !== null && <span className={css['quiet']}>{kindTexts(kind).label}</span>}
      {channel !== null && <span className={css['quiet']}>{channel}</span>}
      {durationSeconds !== null && durationSeconds > 0 && (
        <span className={css['quiet']}>
          {t('duration', { duration: Math.max(1, Math.round(durationSeconds / 60)) })}
        </span>
      )}
      {outcome !== null && <span className={css['outcome']}>{outcome}</span>}
    </>
  );
}

const LONG = 600;

function Body({ text }: { text: string }) {
  const [whole, setWhole] = useState(text.length <= LONG);
  return (
    <p className={css['body']}>
      {whole ? text : `${text.slice(0, LONG).trimEnd()} … `}
      {!whole && (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
          {t('showMore')}
        </Button>
      )}
    </p>
  );
}

function EditedEntry({ subject, editing, onEditing }: Omit<Props, 'activity' | 'editing'> & { editing: Editing }) {
  const { base, draft, theirs, problem } = editing;
  const { update, replace } = useTimeline(subject);
  const close = () => onEditing(undefined);

  const save = (over: Activity) => {
    if (Object.keys(changesOf(over, draft)).length === 0) {
      close();
      return;
    }
    // Something else may be edited when the answer comes.
    const after = (next: Editing | undefined) =>
      onEditing((current) => (current?.base.id === over.id ? next : current));
    update.mutateAsync({ activity: over, draft }).then(
      () => after(undefined),
      async (error: unknown) => {
        if (error instanceof ApiProblem && error.status === 412) {
          const current = await readActivity(over);
          replace(current);
          after({ base: over, draft, theirs: current });
        } else {
          after({ base: over, draft, problem: textOf(error) });
        }
      },
    );
  };
  const conflict = theirs !== undefined && (
    <>
      {t('changedMeanwhile')}
      {theirs.body !== null && <q className={css['theirs']}>{theirs.body}</q>}
      <span className={css['choices']}>
        <Button size="compact-xs" variant="default" onClick={close}>
          {t('takeTheirs')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => save(theirs)}>
          {t('overwrite')}
        </Button>
      </span>
    </>
  );
  return (
    <div className={css['edited']}>
      <Suspense>
        <ActivityForm
          draft={draft}
          onChange={(next) => onEditing({ ...editing, draft: next })}
          onSave={() => save(theirs ?? base)}
          onCancel={close}
          error={conflict || problem}
        />
      </Suspense>
    </div>
  );
}
