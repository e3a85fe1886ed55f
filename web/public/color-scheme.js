// Runs before the first paint, so that the page never flashes in the other scheme.
// A file of its own: the content security policy allows no inline scripts.
(function () {
  let chosen = null;
  try {
    chosen = localStorage.getItem('brisk-color-scheme');
  } catch {
    // Storage is switched off; then the system decides.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
