import { companies } from '@/features/companies/feature';
import { contacts } from '@/features/contacts/feature';
import { dashboard } from '@/features/dashboard/feature';
import { deals } from '@/features/deals/feature';
import { imports } from '@/features/imports/feature';
import { leads } from '@/features/leads/feature';
import { my500 } from '@/features/my500/feature';
import { reminders } from '@/features/reminders/feature';
import type { Command, Feature, NavEntry } from '@/lib/feature';
import { may } from '@/lib/roles';
import type { Session } from '@/lib/api';

/** Everything that Brisk does, in the order of the sidebar. Made when the language is known. */
export const features = (): Feature[] => [
  my500(),
  dashboard(),
  contacts(),
  companies(),
  deals(),
  leads(),
  reminders(),
  imports(),
];

export function navFor(session: Session): NavEntry[] {
  return features()
    .flatMap(({ nav }) => nav ?? [])
    .filter(({ permission }) => may(session.user.role, permission));
}

export function commandsFor(session: Session): Command[] {
  return features()
    .flatMap(({ commands }) => commands ?? [])
    .filter(({ permission }) => may(session.user.role, permission));
}
