import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './base.css';

import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setFormats } from '@/lib/format';
import { listenForHotkeys } from '@/lib/hotkeys';
import { queryClient } from '@/lib/query';
import { LastResort } from './errors/LastResort';
import { router } from './router';
import { theme } from './theme';

setFormats({ locale: navigator.language });
listenForHotkeys();

// A new version of Brisk was installed while this page was open: the parts that it was built of are gone.
// Without a network a reload would only lose the page.
window.addEventListener('vite:preloadError', () => {
  if (navigator.onLine) {
    location.reload();
  }
});

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
createRoot(root).render(
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
);
