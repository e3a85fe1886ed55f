import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import './base.css';

import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem, Unreachable } from '@/lib/api';
import { listenForHotkeys } from '@/lib/hotkeys';
import { queryClient } from '@/lib/query';
import { LastResort } from './errors/LastResort';
import { speakLanguageOf } from './languages';
import { router } from './router';
import { theme } from './theme';

const RELOAD_MILLIS = 60_000;

listenForHotkeys();

// A new version of Brisk was installed while this page was open: the parts that it was built of are gone.
// Without a network a reload would only lose the page, and where one did not help another one will not: then the page
// says what is wrong.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('brisk-reloaded'));
  if (navigator.onLine && Date.now() - last > RELOAD_MILLIS) {
    sessionStorage.setItem('brisk-reloaded', String(Date.now()));
    location.reload();
  }
});

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
/** What the page itself tells people is no news for the console. */
const onCaughtError = (error: unknown) => {
  if (!(error instanceof ApiProblem || error instanceof Unreachable)) {
    console.error(error);
  }
};

void speakLanguageOf(navigator.language)
  // What is drawn first is the page that was asked for, not the empty place for it.
  .then(() => router.load())
  .then(() =>
    createRoot(root, { onCaughtError }).render(
      <StrictMode>
        <MantineProvider
          theme={theme}
          defaultColorScheme="auto"
          colorSchemeManager={localStorageColorSchemeManager({ key: 'brisk-color-scheme' })}
        >
          <LastResort>
            <QueryClientProvider client={queryClient}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </LastResort>
        </MantineProvider>
      </StrictMode>,
    ),
  );
