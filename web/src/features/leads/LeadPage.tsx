import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { isGone, useSession } from '@/lib/api';
import { useNow } from '@/lib/clock';
import { formatRelative } from '@/lib/format';
import { may } from '@/lib/roles';
import { soon } from '@/lib/soon';
import { useNeighbours } from '@/lib/trail';
import { HeadLine } from '@/ui/facts/HeadLine';
import { useFacts, type Facts } from '@/ui/facts/useFacts';
import { RecordBar } from '@/ui/RecordBar';
import { AsideSection, RecordPage } from '@/ui/RecordPage';
import { RecordSkeleton } from '@/ui/RecordSkeleton';
import { FollowUpForm } from './FollowUpForm';
import { deleteLead, restoreLead } from './history';
import { groupOf, isLate, leadKey, leadQuery, patchLead, readLead, type Lead, type LeadChanges } from './lead';
import { LeadFacts } from './LeadFacts';
import { LeadHistory } from './LeadHistory';
import css from './LeadPage.module.css';
import { t } from './recordMessages';

const DuplicateHint = soon(async () => (await import('./duplicates/DuplicateHint')).DuplicateHint);
const ConvertDialog = soon(async () => (await import('./ConvertDialog')).ConvertDialog);

const route = getRouteApi('/shell/leads/$uid');

/** One enquiry: how it stands, what is known, what was done about it. */
export function LeadPage() {
  const { uid } = route.useParams();
  const { data: lead, error } = useQuery({
    ...leadQuery(uid),
    throwOnError: (_, query) => query.state.data === undefined,
  });
  return lead === undefined ? <RecordSkeleton /> : <Loaded key={uid} lead={lead} uid={uid} gone={isGone(error)} />;
}

/** @param uid as it stands in the address: short, or the id */
function Loaded({ lead, uid, gone }: { lead: Lead; uid: string; gone: boolean }) {
  const { id, customerName } = lead;
  const { user } = useSession();
  const neighbours = useNeighbours('/leads', uid);
  const facts = useFacts<Lead, LeadChanges>(lead, {
    queryKey: leadKey(uid),
    read: () => readLead(uid),
    patch: (changes, version) => patchLead(uid, changes, version),
    editable: may(user.role, 'write') && !gone,
  });
  const [converting, setConverting] = useState(false);
  const mayConvert = facts.editable && lead.convertedAt === null;
  const manages = may(user.role, 'manage');

  return (
    <RecordPage
      title={customerName}
      bar={
        <RecordBar
          list={{ label: t('leads'), path: '/leads' }}
          name={`${customerName} · ${lead.uid}`}
          called={customerName}
          neighbours={neighbours}
          pathOf={(other) => `/leads/${other}`}
          deletion={manages && !gone ? { run: () => deleteLead(id), undo: () => restoreLead(id) } : undefined}
        >
          {mayConvert && (
            <Button size="compact-sm" variant="default" onClick={() => setConverting(true)}>
              {t('convert')}
            </Button>
          )}
          {converting && (
            <Suspense>
              <ConvertDialog lead={lead} onClose={() => setConverting(false)} />
            </Suspense>
          )}
        </RecordBar>
      }
      head={<Head facts={facts} />}
      gone={gone ? { said: t('gone'), restore: manages ? () => restoreLead(id) : undefined } : undefined}
      mainLabel={t('history')}
      main={
        <div className={css['main']}>
          {facts.editable && <FollowUpForm uid={uid} />}
          <Suspense>{!gone && <DuplicateHint lead={lead} editable={facts.editable} />}</Suspense>
          <LeadHistory uid={uid} />
        </div>
      }
      aside={
        <AsideSection title={t('details')}>
          <LeadFacts facts={facts} />
        </AsideSection>
      }
    />
  );
}

/** The customer, and in one line how it stands: status, clock of the first response, what is due. */
function Head({ facts }: { facts: Facts<Lead, LeadChanges> }) {
  const { statusInfo, status, model, kind } = facts.record;
  return (
    <HeadLine facts={facts} field="customerName" label={t('name')}>
      {statusInfo?.code === status ? statusInfo.name : status}
      {model}
      <Clock lead={facts.record} />
      {kind === 'open' && <Due lead={facts.record} />}
    </HeadLine>
  );
}

/** The clock of the first response. */
function Clock({ lead }: { lead: Lead }) {
  const { sla, firstResponseDueAt, firstRespondedAt } = lead;
  const late = isLate(lead, useNow());
  return (
    <span className={css['clock']} data-late={late || undefined} data-good={sla === 'met' || undefined}>
      {t('response')} {clockSaid(sla, firstResponseDueAt, firstRespondedAt, late)}
    </span>
  );
}

function clockSaid(sla: Lead['sla'], dueAt: string, respondedAt: string | null, late: boolean): string {
  switch (sla) {
    case 'waiting':
    case 'overdue':
      return late
        ? t('responseOverdue', { when: formatRelative(dueAt) })
        : t('responseWaiting', { when: formatRelative(dueAt) });
    case 'met':
      return t('responseMet', { when: formatRelative(respondedAt ?? dueAt) });
    case 'missed':
      return t('responseMissed', { when: formatRelative(respondedAt ?? dueAt) });
  }
}

function Due({ lead }: { lead: Lead }) {
  const now = useNow();
  const { nextFollowUpAt: next } = lead;
  if (next === null) {
    return <span>{t('unplanned')}</span>;
  }
  const overdue = groupOf(lead, now) === 'overdue';
  return (
    <span className={css['clock']} data-late={overdue || undefined}>
      {t(overdue ? 'overdue' : 'due', { when: formatRelative(next) })}
    </span>
  );
}
