import type { Found } from '@/features/search/useSearch';
import type { Actions, Command, Icon, NavEntry } from '@/lib/feature';
import { matches } from '@/lib/words';
import { t } from '../messages';

export interface PaletteEntry {
  id: string;
  label: string;
  detail?: string;
  keys?: string | undefined;
  icon?: Icon;
  avatar?: Found['type'];
  run: (actions: Actions) => void;
}

export interface PaletteGroup {
  label: string;
  entries: PaletteEntry[];
}

interface Offer {
  words: string;
  found: readonly Found[];
  /** Whether `found` belongs to `words`, and not to what was typed before. */
  settled: boolean;
  nav: readonly NavEntry[];
  commands: readonly Command[];
}

const PATHS: Record<Found['type'], string> = {
  contact: '/contacts',
  company: '/companies',
  deal: '/deals',
  lead: '/leads',
};

/** Records first, as the server ranks them; then what can be done and where one can go, by the words. */
export function entriesFor({ words, found, settled, nav, commands }: Offer): PaletteGroup[] {
  const groups: PaletteGroup[] = [
    {
      label: t('records'),
      entries: found
        .map(({ type, id, name, contactPoint, detail }) => ({
          id: `${type} ${id}`,
          label: name,
          detail: [detail, contactPoint].filter(Boolean).join(' · '),
          avatar: type,
          run: ({ go }: Actions) => go(`${PATHS[type]}/${id}`),
        }))
        .filter(({ label, detail }) => settled || matches(words, `${label} ${detail}`)),
    },
    {
      label: t('commands'),
      entries: commands
        .filter(({ label, keywords }) => matches(words, `${label} ${keywords ?? ''}`))
        .map(({ id, label, keys, icon, run }) => ({ id: `command ${id}`, label, keys, icon, run })),
    },
    {
      label: t('navigation'),
      entries: nav
        .map((entry) => ({ ...entry, label: t('goTo', { page: entry.label }) }))
        .filter(({ label }) => matches(words, label))
        .map(({ label, path, keys, icon }) => ({ id: `page ${path}`, label, keys, icon, run: ({ go }) => go(path) })),
    },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}
