import { redirect } from '@tanstack/react-router';
import { defaultViewOf } from '@/features/views/defaultView';
import { viewsQuery, type ViewResource } from '@/features/views/views';
import { prefetch, queryClient } from '@/lib/query';
import type { Search } from '@/ui/filters/fields';

interface Given {
  search: Search;
}

/** What the routes of lists have in common: their first page and their views are asked for on the way there. */
function listRoute(resource: ViewResource, prefetchPage: (search: Search) => Promise<void>) {
  return {
    // Which filters there are is known to the page; it leaves out what it does not know.
    validateSearch: (raw: Record<string, unknown>): Search => raw as Search,
    beforeLoad: ({ search }: Given) => openDefaultView(resource, search),
    loaderDeps: ({ search }: Given) => search,
    loader: ({ deps }: { deps: Search }) => {
      void prefetchPage(deps);
      prefetch(viewsQuery(resource));
    },
  };
}

export const contactsRoute = listRoute('contacts', async (search) =>
  (await import('@/features/contacts/prefetch')).prefetchContacts(search),
);

const PATHS = {
  contacts: '/contacts',
  companies: '/companies',
  deals: '/deals/table',
  leads: '/leads/list',
  reminders: '/reminders',
} as const;

/** Whoever goes to a list without saying what of it comes to the view that they chose to begin with. */
async function openDefaultView(resource: ViewResource, search: Search): Promise<void> {
  const id = Object.keys(search).length === 0 ? defaultViewOf(resource) : null;
  if (id === null) {
    return;
  }
  // Without an answer, or where the view is gone, the whole list is better than none.
  const views = await queryClient.query(viewsQuery(resource)).catch(() => []);
  const view = views.find((candidate) => candidate.id === id);
  if (view !== undefined) {
    throw redirect({ to: PATHS[resource], search: { ...view.query, view: id }, replace: true });
  }
}

/** The companies; their fields and filters come with the page. */
export const companiesRoute = listRoute('companies', async (search) =>
  (await import('@/features/companies/prefetch')).prefetchCompanies(search),
);

export const dealsRoute = listRoute('deals', async (search) =>
  (await import('@/features/deals/prefetch')).prefetchDeals(search),
);

export const leadsRoute = listRoute('leads', async (search) =>
  (await import('@/features/leads/leadsTable')).prefetchTable(search),
);

/** The board of deals; its pipelines and columns come on the way there. */
export const boardRoute = {
  validateSearch: (raw: Record<string, unknown>): Search => raw as Search,
  loaderDeps: ({ search }: Given) => search,
  loader: ({ deps }: { deps: Search }) => {
    void import('@/features/deals/prefetch').then(({ prefetchBoard }) => prefetchBoard(deps)).catch(() => undefined);
  },
};
