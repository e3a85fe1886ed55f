import { ActionIcon, Button } from '@mantine/core';
import IconArrowDownLeft from '@tabler/icons-react/dist/esm/icons/IconArrowDownLeft.mjs';
import IconArrowUpRight from '@tabler/icons-react/dist/esm/icons/IconArrowUpRight.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { ApiProblem, useSession } from '@/lib/api';
import { formatDateTime, formatTime } from '@/lib/format';
import { may } from '@/lib/roles';
import { soon } from '@/lib/soon';
import { textOf } from '@/ui/toast';
import { readActivity, type Activity, type Subject } from './activity';
import { changesOf, draftOf, type Draft } from './draft';
import css from './Entry.module.css';
import { kindTexts } from './kinds';
import { t } from './messages';
import { isPending, useTimeline } from './useTimeline';

const ActivityForm = soon(async () => (await import('./ActivityForm')).ActivityForm);

/** One activity; those who wrote it, and managers, change and delete it where it stands. */
export function Entry({ activity, subject }: { activity: Activity; subject: Subject }) {
  const [editing, setEditing] = useState(false);
  return editing ? (
    <EditedEntry activity={activity} subject={subject} onClose={() => setEditing(false)} />
  ) : (
    <ShownEntry activity={activity} subject={subject} onEdit={() => setEditing(true)} />
  );
}

interface ShownProps {
  activity: Activity;
  subject: Subject;
  onEdit: () => void;
}

function ShownEntry({ activity, subject, onEdit }: ShownProps) {
  const { user } = useSession();
  const { remove } = useTimeline(subject);
  const { kind, owner, ownerId, body, occurredAt, contact } = activity;
  const { icon: Symbol, label } = kindTexts(kind);
  const pending = isPending(activity);
  const own = !pending && may(user.role, 'write') && (ownerId === user.id || may(user.role, 'manage'));
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
        <Arrow className={css['arrow']} size={14} stroke={1.8} title={t(direction)} aria-label={t(direction)} />
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

interface EditedProps {
  activity: Activity;
  subject: Subject;
  onClose: () => void;
}

function EditedEntry({ activity, subject, onClose }: EditedProps) {
  const [base, setBase] = useState(activity);
  const [draft, setDraft] = useState<Draft>(() => draftOf(activity));
  const [theirs, setTheirs] = useState<Activity>();
  const { update, replace } = useTimeline(subject);

  const save = (over: Activity) => {
    if (Object.keys(changesOf(over, draft)).length === 0) {
      onClose();
      return;
    }
    update.mutate(
      { activity: over, draft },
      {
        onSuccess: onClose,
        onError: (error) => {
          if (error instanceof ApiProblem && error.status === 412) {
            void readActivity(over).then((current) => {
              setTheirs(current);
              replace(current);
            });
          }
        },
      },
    );
  };
  const conflict = theirs !== undefined && (
    <>
      {t('changedMeanwhile')}
      <span className={css['choices']}>
        <Button size="compact-xs" variant="default" onClick={onClose}>
          {t('takeTheirs')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            setBase(theirs);
            setTheirs(undefined);
            save(theirs);
          }}
        >
          {t('overwrite')}
        </Button>
      </span>
    </>
  );
  const lost = update.error instanceof ApiProblem && update.error.status === 412;
  return (
    <div className={css['edited']}>
      <Suspense>
        <ActivityForm
          draft={draft}
          onChange={setDraft}
          onSave={() => save(base)}
          onCancel={onClose}
          error={lost ? conflict : update.error && textOf(update.error)}
        />
      </Suspense>
    </div>
  );
}
