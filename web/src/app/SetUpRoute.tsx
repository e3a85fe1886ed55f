import { useRouter } from '@tanstack/react-router';
import { SetUpPage } from '@/features/session/SetUpPage';

export function SetUpRoute() {
  const router = useRouter();
  return <SetUpPage onDone={() => router.history.push('/')} />;
}
