import { useLocalStorage } from '@mantine/hooks';
import { session } from '@/lib/api';
import type { ViewResource } from './views';

/** In the address, for the whole list where a view opens first. */
export const EVERYTHING = 'all';

/** Kept by the browser, for each of those who sign in with it. */
function keyOf(resource: ViewResource, userId: string): string {
  return `brisk-first-view-${resource}-${userId}`;
}

/** The view with which somebody's list opens; null for the whole list. */
export function useDefaultView(resource: ViewResource, userId: string) {
  return useLocalStorage<string | null>({
    key: keyOf(resource, userId),
    defaultValue: null,
    getInitialValueInEffect: false,
  });
}

/** The same outside of React: for the route, which leads to it. */
export function defaultViewOf(resource: ViewResource): string | null {
  const state = session.get();
  if (state.status !== 'signedIn') {
    return null;
  }
  try {
    return JSON.parse(localStorage.getItem(keyOf(resource, state.session.user.id)) ?? 'null') as string | null;
  } catch {
    return null;
  }
}
