import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

const loads: (() => Promise<unknown>)[] = [];

/** A part that the first page does not wait for, but that is there when somebody asks for it. */
export function whenIdle<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  const loadAsDefault = () => load().then((component) => ({ default: component }));
  loads.push(loadAsDefault);
  return lazy(loadAsDefault);
}

/** Fetches those parts once the page has settled. */
export function loadIdleParts(): void {
  const load = () => loads.forEach((part) => void part().catch(() => undefined));
  if ('requestIdleCallback' in window) {
    requestIdleCallback(load, { timeout: 3_000 });
  } else {
    setTimeout(load, 1_000);
  }
}
