import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { setUpIsNeeded } from '@/features/session/session';
import { SignInPage } from '@/features/session/SignInPage';

const route = getRouteApi('/sign-in');

export function SignInRoute() {
  const { next } = route.useSearch();
  const router = useRouter();

  useEffect(() => {
    void setUpIsNeeded().then((needed) => (needed ? router.navigate({ to: '/set-up' }) : undefined));
  }, [router]);

  return <SignInPage onDone={() => router.history.push(ownPath(next))} />;
}

/** Only to a page of this Brisk, wherever the link came from. */
export function ownPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}
