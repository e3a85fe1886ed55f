import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { createStore, useStore } from '@/lib/store';

const AGAIN_MILLIS = 5_000;

const loads: (() => Promise<unknown>)[] = [];
const settled = createStore(false);

/** A part that the first page does not wait for, but that is there when somebody asks for it. */
export function whenIdle<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const loadAsDefault = () => load().then((component) => ({ default: component }));
  loads.push(loadAsDefault);
  return lazy(loadAsDefault);
}

interface Props {
  /** What looks like the part until it is there. */
  fallback?: ReactNode;
  /** Somebody wants it now. */
  wanted?: boolean;
  children: ReactNode;
}

/** Shows such a part as soon as the page has settled. */
export function Later({ fallback = null, wanted = false, children }: Props) {
  const there = useStore(settled) || wanted;
  return there ? <Suspense fallback={fallback}>{children}</Suspense> : fallback;
}

/** Fetches those parts once the page has settled. */
export function loadIdleParts(): void {
  const load = () =>
    void Promise.all(loads.map((part) => part())).then(
      () => settled.set(true),
      // Without a network they are not there yet, and the page does without them.
      () => setTimeout(load, AGAIN_MILLIS),
    );
  if ('requestIdleCallback' in window) {
    requestIdleCallback(load, { timeout: 3_000 });
  } else {
    setTimeout(load, 1_000);
  }
}
