import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs';
import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs';
import IconNote from '@tabler/icons-react/dist/esm/icons/IconNote.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import IconPin from '@tabler/icons-react/dist/esm/icons/IconPin.mjs';
import IconPinned from '@tabler/icons-react/dist/esm/icons/IconPinned.mjs';
import IconSpeakerphone from '@tabler/icons-react/dist/esm/icons/IconSpeakerphone.mjs';
import { Link } from '@tanstack/react-router';
import { memo, type MouseEvent, type PointerEvent } from 'react';
import type { Icon } from '@/lib/feature';
import { contactPath } from '@/lib/paths';
import { PersonAvatar } from '@/ui/PersonAvatar';
import { RelativeTime } from '@/ui/RelativeTime';
import { Warmth } from '@/ui/Warmth';
import { KindIcon, summaryOf } from './activityKinds';
import type { Entry, Reason } from './book';
import type { Loggable } from './changes';
import { LogLine } from './LogLine';
import { t } from './messages';
import { Recent } from './Recent';
import css from './Book.module.css';

export interface RowActions {
  activate: (entry: Entry) => void;
  toggle: (entry: Entry) => void;
  write: (entry: Entry, kind: Loggable) => void;
  save: (entry: Entry, kind: Loggable, text: string) => void;
  leave: (entry: Entry) => void;
  togglePin: (entry: Entry) => void;
  grab: (entry: Entry, event: PointerEvent<HTMLElement>) => void;
}

interface Props {
  entry: Entry;
  /** Absent where the rows above and below are not those of the book. */
  reason: Reason | undefined;
  active: boolean;
  expanded: boolean;
  /** Whether it still stands where it was, although its place is another one. */
  moves: boolean;
  writing: { kind: Loggable; error?: string } | undefined;
  canWrite: boolean;
  actions: RowActions;
}

export const BookRow = memo(function BookRow(props: Props) {
  const { entry, active, expanded, writing, canWrite, actions } = props;
  const open = expanded || writing !== undefined;
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const control = (event.target as HTMLElement).closest('a, button, input');
    if (control === null && getSelection()?.isCollapsed !== false) {
      actions.toggle(entry);
    }
  };
  return (
    <>
      <div
        role="row"
        aria-level={1}
        aria-rowindex={entry.place}
        aria-expanded={expanded}
        className={css['row']}
        data-row={entry.id}
        data-active={active || undefined}
        tabIndex={active ? 0 : -1}
        onClick={onClick}
        onFocus={() => actions.activate(entry)}
      >
        <Cells {...props} />
      </div>
      {open && (
        <div role="row" aria-level={2} className={css['detail']}>
          <div role="gridcell">
            {writing !== undefined && (
              <LogLine
                key={writing.kind}
                entry={entry}
                kind={writing.kind}
                error={writing.error}
                onSave={(text) => actions.save(entry, writing.kind, text)}
                onLeave={() => actions.leave(entry)}
              />
            )}
            {expanded && <Recent entry={entry} canWrite={canWrite} actions={actions} />}
          </div>
        </div>
      )}
    </>
  );
});

function Cells({ entry, reason, active, expanded, moves, canWrite, actions }: Props) {
  const tabIndex = active ? 0 : -1;
  const newest = entry.activities[0];
  return (
    <>
      <div role="gridcell" className={css['grip']}>
        {canWrite && reason !== undefined && (
          <span
            className={css['handle']}
            title={t('drag', { name: entry.name })}
            onPointerDown={(event) => actions.grab(entry, event)}
          >
            <IconGripVertical size={14} stroke={1.6} aria-hidden />
          </span>
        )}
      </div>
      <div role="gridcell" className={css['place']}>
        {entry.place}
      </div>
      <div role="rowheader" className={css['person']}>
        <PersonAvatar name={entry.name} />
        <Link to={contactPath(entry.id)} className={css['name']} tabIndex={tabIndex}>
          {entry.name}
        </Link>
        {entry.pinned && <Mark icon={IconPinned} label={t('pinned')} />}
        {entry.inCampaign && <Mark icon={IconSpeakerphone} label={t('inCampaign')} />}
        <span className={css['job']}>{jobOf(entry)}</span>
      </div>
      <div role="gridcell" className={css['why']}>
        {moves ? <span className={css['moves']}>{t('movesTo', { place: entry.place })}</span> : why(entry, reason)}
      </div>
      <div role="gridcell" className={css['warmth']}>
        <Warmth value={entry.warmness} label={t('warmnessOf', { value: entry.warmness })} />
      </div>
      <div role="gridcell" className={css['contacted']} data-never={entry.lastContactedAt === null || undefined}>
        {entry.lastContactedAt === null ? t('never') : <RelativeTime at={entry.lastContactedAt} />}
      </div>
      <div role="gridcell" className={css['newest']}>
        {newest === undefined ? (
          <span className={css['quiet']}>{t('nothingYet')}</span>
        ) : (
          <>
            <KindIcon kind={newest.kind} />
            <span className={css['summary']}>{summaryOf(newest)}</span>
          </>
        )}
      </div>
      <div role="gridcell" className={css['tools']}>
        {canWrite && (
          <span className={css['quick']}>
            <Tool icon={IconPhone} label={t('logCall')} tabIndex={tabIndex} run={() => actions.write(entry, 'call')} />
            <Tool icon={IconNote} label={t('addNote')} tabIndex={tabIndex} run={() => actions.write(entry, 'note')} />
            <Tool
              icon={entry.pinned ? IconPinned : IconPin}
              label={entry.pinned ? t('unpin') : t('pin')}
              tabIndex={tabIndex}
              run={() => actions.togglePin(entry)}
            />
          </span>
        )}
        <button
          type="button"
          className={css['tool']}
          data-open={expanded || undefined}
          aria-label={expanded ? t('collapse') : t('expand', { name: entry.name })}
          tabIndex={tabIndex}
          onClick={() => actions.toggle(entry)}
        >
          <IconChevronRight size={14} stroke={1.6} className={css['chevron']} aria-hidden />
        </button>
      </div>
    </>
  );
}

function Mark({ icon: Symbol, label }: { icon: Icon; label: string }) {
  return (
    <span className={css['mark']} role="img" aria-label={label} title={label}>
      <Symbol size={14} stroke={1.6} aria-hidden />
    </span>
  );
}

interface ToolProps {
  icon: Icon;
  label: string;
  tabIndex: number;
  run: () => void;
}

function Tool({ icon: Symbol, label, tabIndex, run }: ToolProps) {
  return (
    <button type="button" className={css['tool']} aria-label={label} title={label} tabIndex={tabIndex} onClick={run}>
      <Symbol size={15} stroke={1.6} aria-hidden />
    </button>
  );
}

function jobOf({ jobTitle, role, organisation }: Entry): string {
  const job = jobTitle ?? role;
  return job !== null && organisation !== null ? t('jobAt', { job, organisation }) : (job ?? organisation ?? '');
}

function why(entry: Entry, reason: Reason | undefined): string {
  switch (reason) {
    case undefined:
      return whyInAnyOrder(entry);
    case 'pinned':
      return t('whyPinned');
    case 'first':
      return entry.inCampaign ? t('whyFirstCampaign') : t('whyFirst');
    case 'warmer':
      return t('whyWarmer');
    case 'never':
      return t('whyNever');
    case 'later':
      return t('whyLater');
    case 'same':
      return t('whySame');
  }
}

function whyInAnyOrder(entry: Entry): string {
  if (entry.pinned) {
    return t('whyPinned');
  }
  return entry.inCampaign ? t('inCampaign') : '';
}
