import { noop } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type RouteComponent,
} from '@tanstack/react-router';
import { companyQuery } from '@/features/companies/company';
import { prefetchFigures } from '@/features/companies/figures';
import { contactQuery } from '@/features/contacts/contact';
import { dashboardQuery, periodOf } from '@/features/dashboard/dashboard';
import { dealQuery, pipelinesQuery } from '@/features/deals/deal';
import { findingSearch, prefetchImport, prefetchImports } from '@/features/imports/useImports';
import { prefetchBook } from '@/features/my500/useBook';
import { remindersQuery, VIEWS } from '@/features/reminders/reminder';
import { askForSession, setUpIsNeeded } from '@/features/session/session';
import { timelineQuery } from '@/features/timeline/activity';
import { session } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { parseSearch, stringifySearch, texts } from '@/lib/search';
import { ErrorPage, NotFoundPage } from './errors/ErrorPages';
import { boardRoute, companiesRoute, contactsRoute, dealsRoute, leadsRoute } from './listRoutes';
import { Shell } from './shell/Shell';
import { Splash } from './Splash';

/** A page that is fetched when somebody is about to go there. */
function page<Name extends string>(load: () => Promise<Record<Name, RouteComponent>>, name: Name): RouteComponent {
  return lazyRouteComponent(load, name) as RouteComponent;
}

const root = createRootRoute({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ next }: { next?: unknown }): { next?: string } => (typeof next === 'string' ? { next } : {}),
  component: page(() => import('./SignInRoute'), 'SignInRoute'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: page(() => import('./SetUpRoute'), 'SetUpRoute'),
});

/** Everything for which one has to be signed in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    if (session.get().status === 'unknown') {
      await askForSession();
    }
    if (session.get().status === 'signedOut') {
      throw (await setUpIsNeeded())
        ? redirect({ to: '/set-up' })
        : redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } });
    }
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/my-500' });
  },
});

const my500 = createRoute({
  getParentRoute: () => shell,
  path: '/my-500',
  loader: prefetchBook,
  component: page(() => import('@/features/my500/My500Page'), 'My500Page'),
});

const contacts = createRoute({
  getParentRoute: () => shell,
  path: '/contacts',
  ...contactsRoute,
  component: page(() => import('./pages/ContactsRoute'), 'ContactsRoute'),
});

const contact = createRoute({
  getParentRoute: () => shell,
  path: '/contacts/$id',
  validateSearch: texts('kind'),
  loader: ({ params: { id } }) => {
    void queryClient.query(contactQuery(id)).catch(noop);
    void queryClient.infiniteQuery(timelineQuery({ contactId: id }, [])).catch(noop);
  },
  component: page(() => import('./pages/ContactRoute'), 'ContactRoute'),
});

const companies = createRoute({
  getParentRoute: () => shell,
  path: '/companies',
  ...companiesRoute,
  component: page(() => import('./pages/CompaniesRoute'), 'CompaniesRoute'),
});

const company = createRoute({
  getParentRoute: () => shell,
  path: '/companies/$id',
  validateSearch: texts('kind', 'part'),
  loaderDeps: ({ search }: { search: { part?: string } }) => ({ part: search.part }),
  loader: ({ params: { id }, deps: { part } }) => {
    void queryClient.query(companyQuery(id)).catch(noop);
    if (part === 'figures') {
      prefetchFigures(id);
    } else {
      void queryClient.infiniteQuery(timelineQuery({ companyId: id }, [])).catch(noop);
    }
  },
  component: page(() => import('./pages/CompanyRoute'), 'CompanyRoute'),
});

const board = createRoute({
  getParentRoute: () => shell,
  path: '/deals',
  ...boardRoute,
  component: page(() => import('./pages/BoardRoute'), 'BoardRoute'),
});

const deals = createRoute({
  getParentRoute: () => shell,
  path: '/deals/table',
  ...dealsRoute,
  component: page(() => import('./pages/DealsRoute'), 'DealsRoute'),
});

const pipelines = createRoute({
  getParentRoute: () => shell,
  path: '/deals/pipelines',
  validateSearch: texts('id'),
  loader: () => void queryClient.query(pipelinesQuery).catch(noop),
  component: page(() => import('@/features/deals/PipelinesPage'), 'PipelinesPage'),
});

const deal = createRoute({
  getParentRoute: () => shell,
  path: '/deals/$id',
  validateSearch: texts('kind'),
  loader: ({ params: { id } }) => {
    void queryClient.query(dealQuery(id)).catch(noop);
    void queryClient.infiniteQuery(timelineQuery({ dealId: id }, [])).catch(noop);
  },
  component: page(() => import('./pages/DealRoute'), 'DealRoute'),
});

const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/dashboard',
  validateSearch: texts('period', 'ownerId'),
  loaderDeps: ({ search }: { search: { period?: string; ownerId?: string } }) => search,
  loader: ({ deps: { period, ownerId } }) =>
    void queryClient.query(dashboardQuery(periodOf(period), ownerId)).catch(noop),
  component: page(() => import('@/features/dashboard/DashboardPage'), 'DashboardPage'),
});

const leadQueries = () => import('@/features/leads/leadsList');

const leads = createRoute({
  getParentRoute: () => shell,
  path: '/leads',
  validateSearch: (raw: Record<string, unknown>) => raw as Partial<Record<string, string>>,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) =>
    void leadQueries()
      .then(({ prefetchQueue }) => prefetchQueue(deps))
      .catch(noop),
  component: page(() => import('@/features/leads/DeskPage'), 'DeskPage'),
});

const leadList = createRoute({
  getParentRoute: () => shell,
  path: '/leads/list',
  ...leadsRoute,
  component: page(() => import('./pages/LeadsRoute'), 'LeadsRoute'),
});

const leadDuplicates = createRoute({
  getParentRoute: () => shell,
  path: '/leads/duplicates',
  validateSearch: texts('part'),
  component: page(() => import('@/features/leads/duplicates/DuplicatesPage'), 'DuplicatesPage'),
});

const leadTeam = createRoute({
  getParentRoute: () => shell,
  path: '/leads/team',
  validateSearch: texts('period'),
  loaderDeps: ({ search }: { search: { period?: string } }) => search,
  loader: ({ deps }) =>
    void leadQueries()
      .then(({ prefetchTeam }) => prefetchTeam(deps.period))
      .catch(noop),
  component: page(() => import('@/features/leads/TeamPage'), 'TeamPage'),
});

const leadSettings = createRoute({
  getParentRoute: () => shell,
  path: '/leads/settings',
  validateSearch: texts('part'),
  component: page(() => import('@/features/leads/setup/SetupPage'), 'SetupPage'),
});

const lead = createRoute({
  getParentRoute: () => shell,
  path: '/leads/$uid',
  loader: ({ params: { uid } }) =>
    void leadQueries()
      .then(({ prefetchLead }) => prefetchLead(uid))
      .catch(noop),
  component: page(() => import('@/features/leads/LeadPage'), 'LeadPage'),
});

const reminders = createRoute({
  getParentRoute: () => shell,
  path: '/reminders',
  validateSearch: texts('view'),
  loader: () => VIEWS.forEach((view) => void queryClient.infiniteQuery(remindersQuery(view)).catch(noop)),
  component: page(() => import('@/features/reminders/RemindersPage'), 'RemindersPage'),
});

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  validateSearch: texts('target'),
  loader: prefetchImports,
  component: page(() => import('@/features/imports/ImportsPage'), 'ImportsPage'),
});

const importJob = createRoute({
  getParentRoute: () => shell,
  path: '/imports/$id',
  validateSearch: findingSearch,
  loader: ({ params }) => prefetchImport(params.id),
  component: page(() => import('@/features/imports/ImportPage'), 'ImportPage'),
});

/** Every other address, which is none. */
const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setUp,
    shell.addChildren([
      home,
      my500,
      contacts,
      contact,
      companies,
      company,
      dashboard,
      board,
      deals,
      pipelines,
      deal,
      leads,
      leadList,
      leadDuplicates,
      leadTeam,
      leadSettings,
      lead,
      reminders,
      imports,
      importJob,
      nowhere,
    ]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // Loaders only start queries; whether those are fresh is known to the query client.
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: ErrorPage,
  defaultPendingComponent: Splash,
  defaultPendingMs: 300,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
