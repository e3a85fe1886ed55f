import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { kitStyles } from './build/kitStyles.ts';
import { precompress } from './build/precompress.ts';
import { scriptBudget } from './build/scriptBudget.ts';
import { startScript } from './build/startScript.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The pages at which people begin, by their addresses: their files are asked for together with the app's own. */
const PAGES = {
  '/(my-500)?': 'features/my500/My500Page.tsx',
  '/dashboard': 'features/dashboard/DashboardPage.tsx',
  '/contacts': 'app/pages/ContactsRoute.tsx',
  '/contacts/$id': 'app/pages/ContactRoute.tsx',
  '/companies': 'app/pages/CompaniesRoute.tsx',
  '/companies/$id': 'app/pages/CompanyRoute.tsx',
  '/deals': 'app/pages/BoardRoute.tsx',
  '/deals/table': 'app/pages/DealsRoute.tsx',
  '/deals/pipelines': 'features/deals/PipelinesPage.tsx',
  '/deals/$id': 'app/pages/DealRoute.tsx',
  '/leads': 'features/leads/DeskPage.tsx',
  '/leads/team': 'features/leads/TeamPage.tsx',
  '/leads/$uid': 'features/leads/LeadPage.tsx',
  '/reminders': 'features/reminders/RemindersPage.tsx',
  '/imports': 'features/imports/ImportsPage.tsx',
  '/imports/$id': 'features/imports/ImportPage.tsx',
};

/** What many pages need is fetched in few files: a browser asks for six at a time, and small ones compress badly. */
const GROUPS = [
  { name: 'first', tags: ['$initial' as const], priority: 1 },
  ...Object.entries({
    everyday: [
      '@tabler/icons-react/',
      '@mantine/hooks/',
      '/(create-safe-context|get-env|noop|CheckIcon)\\.mjs',
      '@mantine/core/.*/(CloseButton|Input|InputBase|Skeleton|TextInput)/',
      'src/ui/(Problem|RelativeTime|Skeletons|toast|useStable|Warmth)\\.',
    ],
    overlays: ['@floating-ui/', '@mantine/core/.*/(Floating|FocusTrap|OptionalPortal|Popover)/'],
  }).map(([name, modules]) => ({ name, test: new RegExp(modules.join('|')), minShareCount: 3 })),
];

export default defineConfig({
  plugins: [
    react(),
    kitStyles(here('./src/app/main.tsx')),
    startScript(PAGES),
    scriptBudget({ mostBytesPerRoute: 250_000 }),
    precompress(),
  ],
  resolve: { alias: { '@': here('./src') } },
  build: {
    outDir: here('../target/web'),
    emptyOutDir: true,
    // light-dark() and color-mix() stay as they are written.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // The policy of the server allows no data: URLs for fonts and scripts, and small files cost nothing over HTTP/2.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': { target: process.env['BRISK_SERVER'] ?? 'http://127.0.0.1:8080' } },
  },
  test: { include: ['src/**/*.test.ts', 'build/**/*.test.ts'], environment: 'node', env: { TZ: 'Europe/Berlin' } },
});
