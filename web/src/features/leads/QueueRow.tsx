import IconFlag from '@tabler/icons-react/dist/esm/icons/IconFlag.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useNow } from '@/lib/clock';
import { dialLink } from '@/ui/facts/links';
import { RelativeTime } from '@/ui/RelativeTime';
import { FollowUpLine } from './FollowUpLine';
import { isLate, type FollowUpMade, type Group, type Lead } from './lead';
import { t } from './deskMessages';
import { OUTCOMES, type Outcome } from './outcomes';
import css from './Queue.module.css';

export interface RowActions {
  activate: (lead: Lead, index: number) => void;
  write: (lead: Lead, index: number) => void;
  save: (lead: Lead, made: FollowUpMade) => void;
  leave: (lead: Lead) => void;
  log: (lead: Lead, outcome: Outcome) => void;
}

interface Props {
  lead: Lead;
  index: number;
  group: Group;
  active: boolean;
  /** Somebody writes down a call; with what the server refused. */
  writing: { error?: string } | undefined;
  canWrite: boolean;
  actions: RowActions;
}

/** A lead of the queue: until when, who, how to reach them, how it stands. */
export const QueueRow = memo(function QueueRow(props: Props) {
  const { lead, index, active, writing, canWrite, actions } = props;
  return (
    <>
      <div
        role="row"
        aria-rowindex={index + 1}
        className={css['row']}
        data-row={lead.id}
        data-active={active || undefined}
        tabIndex={active ? 0 : -1}
        onFocus={() => actions.activate(lead, index)}
      >
        <Cells {...props} />
      </div>
      {active && canWrite && writing === undefined && <Outcomes lead={lead} actions={actions} />}
      {writing !== undefined && (
        <div role="row" className={css['detail']}>
          <div role="gridcell">
            <FollowUpLine
              name={lead.customerName}
              error={writing.error}
              onSave={(made) => actions.save(lead, made)}
              onLeave={() => actions.leave(lead)}
            />
          </div>
        </div>
      )}
    </>
  );
});

function Cells({ lead, index, group, active, canWrite, actions }: Props) {
  const { customerName, uid, mobile, model, source, statusInfo, status, ps, attempts } = lead;
  const tabIndex = active ? 0 : -1;
  const dial = dialLink(mobile);
  return (
    <>
      <div role="gridcell" className={css['due']} data-group={group}>
        {lead.nextFollowUpAt !== null && <RelativeTime at={lead.nextFollowUpAt} />}
      </div>
      <div role="rowheader" className={css['customer']}>
        <Link to="/leads/$uid" params={{ uid }} className={css['name']} tabIndex={tabIndex}>
          {customerName}
        </Link>
        {lead.priority === 'high' && (
          <span className={css['flag']} role="img" aria-label={t('highPriority')} title={t('highPriority')}>
            <IconFlag size={14} stroke={1.6} aria-hidden />
          </span>
        )}
        <Sla lead={lead} />
      </div>
      <div role="gridcell" className={css['mobile']}>
        {dial === undefined ? (
          mobile.typed
        ) : (
          <a href={dial} tabIndex={tabIndex} title={mobile.e164 ?? undefined}>
            {mobile.typed}
          </a>
        )}
      </div>
      <div role="gridcell" className={css['model']}>
        {model}
      </div>
      <div role="gridcell" className={css['source']}>
        {source}
      </div>
      <div role="gridcell" className={css['status']}>
        {statusInfo?.name ?? status}
      </div>
      <div role="gridcell" className={css['attempts']}>
        {attempts === 0 ? t('notTried') : t('attempts', { count: attempts })}
      </div>
      <div role="gridcell" className={css['ps']}>
        {ps?.name ?? t('nobodyYet')}
      </div>
      <div role="gridcell" className={css['tools']}>
        {canWrite && (
          <button
            type="button"
            className={css['tool']}
            aria-label={t('write')}
            title={t('write')}
            tabIndex={tabIndex}
            onClick={() => actions.write(lead, index)}
          >
            <IconPhone size={15} stroke={1.6} aria-hidden />
          </button>
        )}
      </div>
    </>
  );
}

/** Only where somebody waits for a first response. */
function Sla({ lead }: { lead: Lead }) {
  const now = useNow();
  if (lead.sla !== 'waiting' && lead.sla !== 'overdue') {
    return null;
  }
  const late = isLate(lead, now);
  return (
    <span className={css['sla']} data-late={late || undefined}>
      {late ? t('slaLate') : t('slaDue')}
    </span>
  );
}

/** What a call can come to, each by one key. */
function Outcomes({ lead, actions }: { lead: Lead; actions: RowActions }) {
  return (
    <div role="row" className={css['outcomes']}>
      <div role="gridcell">
        {OUTCOMES.map((outcome, index) => (
          <button key={outcome} type="button" className={css['outcome']} onClick={() => actions.log(lead, outcome)}>
            <kbd aria-hidden>{index + 1}</kbd>
            {t(outcome)}
          </button>
        ))}
      </div>
    </div>
  );
}
