import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Page } from '@/ui/Page';
import { PageLinks } from '@/ui/PageLinks';
import { DeskNav } from '../DeskNav';
import { statusesQuery } from '../lead';
import { t } from './duplicatesMessages';
import { PairList } from './PairList';
import { RepeatedList } from './RepeatedList';

const PARTS = ['pairs', 'repeated', 'dismissed'] as const;

const route = getRouteApi('/shell/leads/duplicates');

/** Leads that may be one customer, and enquiries of customers who were leads already. */
export function DuplicatesPage() {
  const { part: asked } = route.useSearch();
  const part = PARTS.find((each) => each === asked) ?? 'pairs';
  // The names of statuses are said of leads.
  useQuery(statusesQuery);
  return (
    <Page
      title={t('title')}
      actions={<DeskNav />}
      toolbar={
        <PageLinks
          label={t('title')}
          path="/leads/duplicates"
          by="part"
          parts={PARTS.map((id) => ({ id, label: t(id) }))}
          current={part}
        />
      }
      layout="narrow"
    >
      {part === 'repeated' ? <RepeatedList /> : <PairList key={part} dismissed={part === 'dismissed'} />}
    </Page>
  );
}
