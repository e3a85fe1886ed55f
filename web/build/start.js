// Runs before the first paint, while the script of the app is still on its way. A file of its own: the content security
// policy allows no inline scripts.
(function () {
  // Which files each page needs besides those of every page, written in by the build.
  const pages = [];
  const MOST_MILLIS = 30_000;

  // So that the page never flashes in the other scheme.
  let chosen = null;
  try {
    chosen = localStorage.getItem('brisk-color-scheme');
  } catch {
    // Storage is switched off; then the system decides.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');

  const path = location.pathname;
  if (path === '/sign-in' || path === '/set-up') {
    return;
  }
  for (const href of pages.find(({ address }) => new RegExp(address).test(path))?.files ?? []) {
    const link = document.createElement('link');
    Object.assign(link, href.endsWith('.css') ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' });
    Object.assign(link, { crossOrigin: '', href });
    document.head.append(link);
  }

  // What the app is going to ask first (lib/api/early.ts takes it from here): who is signed in, and then their book,
  // if that is where they begin.
  const early = new Map();
  window.briskEarly = early;
  const ask = (url) => {
    const begun = performance.now();
    const asked = {
      begun,
      milliseconds: undefined,
      response: fetch(url, { signal: AbortSignal.timeout(MOST_MILLIS) }),
    };
    early.set(url, asked);
    return asked.response.then((response) => {
      asked.milliseconds = performance.now() - begun;
      return response.ok;
    });
  };
  ask('/api/session')
    .then((ok) => ok && (path === '/' || path === '/my-500') && ask('/api/my-500?page=1&limit=100'))
    .catch(() => undefined); // The app tells it.
})();
