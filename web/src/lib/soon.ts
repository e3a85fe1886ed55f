import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/**
 * A part that its page does not wait for: it is fetched when the browser has nothing else to do, or when it is needed,
 * whichever comes first. Show it within a Suspense.
 */
export function soon<P extends object>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  const loadAsDefault = () => load().then((component) => ({ default: component }));
  // What goes wrong here is told where it is needed.
  const fetchIt = () => void loadAsDefault().catch(() => undefined);
  if ('requestIdleCallback' in globalThis) {
    requestIdleCallback(fetchIt, { timeout: 3_000 });
  } else {
    setTimeout(fetchIt, 1_000);
  }
  return lazy(loadAsDefault);
}
