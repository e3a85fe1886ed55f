import IconCalendarEvent from '@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconMessageCircle from '@tabler/icons-react/dist/esm/icons/IconMessageCircle.mjs';
import IconNote from '@tabler/icons-react/dist/esm/icons/IconNote.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import type { Icon } from '@/lib/feature';
import type { RecentActivity } from './book';
import { t } from './messages';

const ICONS: Record<RecentActivity['kind'], Icon> = {
  interaction: IconUsers,
  call: IconPhone,
  meeting: IconCalendarEvent,
  email: IconMail,
  message: IconMessageCircle,
  note: IconNote,
};

export function KindIcon({ kind }: { kind: RecentActivity['kind'] }) {
  const Symbol = ICONS[kind];
  return <Symbol size={14} stroke={1.6} aria-hidden />;
}

/** What an activity is about, in one line. */
export function summaryOf({ kind, subject, body, outcome }: RecentActivity): string {
  return subject ?? body ?? outcome ?? t(kind);
}
