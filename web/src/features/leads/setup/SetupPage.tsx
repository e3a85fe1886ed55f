import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, type ComponentType } from 'react';
import { useSession } from '@/lib/api';
import { may } from '@/lib/roles';
import { Page } from '@/ui/Page';
import { PageLinks } from '@/ui/PageLinks';
import { SkeletonLines } from '@/ui/Skeletons';
import { DeskNav } from '../DeskNav';
import { t } from './setupMessages';

interface PartProps {
  editable: boolean;
}

const part = (load: () => Promise<ComponentType<PartProps>>) => lazy(async () => ({ default: await load() }));

/** In their order; who else may see one. */
const PARTS = {
  statuses: { part: part(async () => (await import('./StatusesEditor')).StatusesEditor) },
  rules: { part: part(async () => (await import('./RuleList')).RuleList) },
  times: { part: part(async () => (await import('./TimesForm')).TimesForm) },
  doors: { part: part(async () => (await import('./DoorList')).DoorList), permission: 'admin' },
  mails: { part: part(async () => (await import('./MailList')).MailList), permission: 'admin' },
} as const;

type PartName = keyof typeof PARTS;

const route = getRouteApi('/shell/leads/settings');

/** How the workspace runs its lead desk. */
export function SetupPage() {
  const { user } = useSession();
  const { part: asked } = route.useSearch();
  const offered = (Object.keys(PARTS) as PartName[]).filter((name) => {
    const { permission } = { permission: undefined, ...PARTS[name] };
    return may(user.role, permission);
  });
  const name = offered.find((each) => each === asked) ?? 'statuses';
  const { part: Part } = PARTS[name];
  const editable = may(user.role, 'manage');
  return (
    <Page
      title={t('title')}
      actions={<DeskNav />}
      toolbar={
        <PageLinks
          label={t('title')}
          path="/leads/settings"
          by="part"
          parts={offered.map((id) => ({ id, label: t(id) }))}
          current={name}
        />
      }
      layout="narrow"
    >
      <Suspense fallback={<SkeletonLines count={6} height={28} />}>
        <Part key={name} editable={editable} />
      </Suspense>
    </Page>
  );
}
