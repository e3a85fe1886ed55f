import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo } from 'react';
import { session, useSession } from '@/lib/api';
import { listenToChanges } from '@/lib/events';
import { useHotkeys } from '@/lib/hotkeys';
import { useStore } from '@/lib/store';
import { commandsFor, navFor } from '../features';
import { t } from '../messages';
import { DialogOutlet, openDialog } from './DialogOutlet';
import { OfflineBanner } from './OfflineBanner';
import { Later, loadIdleParts, whenIdle } from '../idle';
import { keepTyping } from '../palette/typeAhead';
import { PhoneBar } from './PhoneBar';
import { Sidebar } from './Sidebar';
import css from './Shell.module.css';

const Palette = whenIdle(async () => (await import('../palette/Palette')).Palette);
const KeyHelp = whenIdle(async () => (await import('./KeyHelp')).KeyHelp);
const PhoneMenu = whenIdle(async () => (await import('./PhoneMenu')).PhoneMenu);
const ExpiredDialog = whenIdle(async () => (await import('@/features/session/ExpiredDialog')).ExpiredDialog);
const Notifications = whenIdle(async () => (await import('./Notifications')).Notifications);

/** What is around every page of those who are signed in. */
export function Shell() {
  const who = useSession();
  const router = useRouter();
  const [collapsed, setCollapsed] = useLocalStorage({ key: 'brisk-sidebar-collapsed', defaultValue: false });
  const [menu, { open: openMenu, close: closeMenu }] = useDisclosure(false);
  const [palette, { open: openPalette, close: closePalette }] = useDisclosure(false, { onOpen: keepTyping });
  const [help, { open: openHelp, close: closeHelp }] = useDisclosure(false);

  const nav = useMemo(() => navFor(who), [who]);
  const commands = useMemo(() => commandsFor(who), [who]);
  const actions = useMemo(() => ({ go: (path: string) => router.history.push(path), open: openDialog }), [router]);

  const { status } = useStore(session);
  useEffect(() => (status === 'signedIn' ? listenToChanges() : undefined), [status]);
  useEffect(loadIdleParts, []);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(closeMenu, [path, closeMenu]);

  useHotkeys([
    { keys: 'mod+k', label: t('search'), run: openPalette, whileTyping: true },
    { keys: '/', label: t('search'), run: openPalette },
    { keys: '?', label: t('keys'), run: openHelp },
    ...nav.map(({ keys, label, path: to }) => ({ keys, label: t('goTo', { page: label }), run: () => actions.go(to) })),
    ...commands.flatMap(({ keys, label, run }) =>
      keys === undefined ? [] : [{ keys, label, run: () => run(actions) }],
    ),
  ]);

  const sidebar = { nav, onSearch: openPalette, onHelp: openHelp };
  return (
    <div className={css['shell']} data-collapsed={collapsed || undefined}>
      <a className={css['skip']} href="#content">
        {t('skip')}
      </a>
      <div className={css['side']}>
        <Sidebar {...sidebar} collapsed={collapsed} onCollapse={() => setCollapsed(!collapsed)} />
      </div>
      <div className={css['main']}>
        <PhoneBar onMenu={openMenu} onSearch={openPalette} />
        <OfflineBanner />
        <main id="content" tabIndex={-1} className={css['content']}>
          <Outlet />
        </main>
      </div>
      <DialogOutlet />
      <Suspense>
        {palette && <Palette onClose={closePalette} nav={nav} commands={commands} actions={actions} />}
      </Suspense>
      <Suspense>{help && <KeyHelp onClose={closeHelp} />}</Suspense>
      <Suspense>{status === 'expired' && <ExpiredDialog />}</Suspense>
      <Suspense>{menu && <PhoneMenu {...sidebar} onClose={closeMenu} />}</Suspense>
      <Later>
        <Notifications />
      </Later>
    </div>
  );
}
