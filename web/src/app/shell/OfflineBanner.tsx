import { Button } from '@mantine/core';
import IconPlugConnectedX from '@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs';
import { useEffect, useState } from 'react';
import { api, connection } from '@/lib/api';
import { changed } from '@/lib/query';
import { useStore } from '@/lib/store';
import { t } from '../messages';
import css from './OfflineBanner.module.css';

const FIRST_DELAY_MILLIS = 2_000;
const LONGEST_DELAY_MILLIS = 30_000;

/** Whatever the server answers, it is there again. */
async function ask(): Promise<void> {
  await api.GET('/api/health').catch(() => undefined);
}

/** Says that the server does not answer, tries again by itself, and brings the page up to date when it does. */
export function OfflineBanner() {
  const offline = useStore(connection) === 'offline';
  const [asking, setAsking] = useState(false);

  useEffect(() => {
    if (!offline) {
      return;
    }
    let delay = FIRST_DELAY_MILLIS;
    let timer: ReturnType<typeof setTimeout>;
    const again = () => {
      void ask();
      delay = Math.min(delay * 2, LONGEST_DELAY_MILLIS);
      timer = setTimeout(again, delay);
    };
    timer = setTimeout(again, delay);
    const online = () => void ask();
    window.addEventListener('online', online);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', online);
      void changed();
    };
  }, [offline]);

  if (!offline) {
    return null;
  }
  const retry = () => {
    setAsking(true);
    void ask().finally(() => setAsking(false));
  };
  return (
    <div className={css['banner']} role="alert">
      <IconPlugConnectedX size={16} stroke={1.6} aria-hidden />
      <span>{t('offline')}</span>
      <Button size="compact-sm" variant="default" loading={asking} onClick={retry}>
        {t('retry')}
      </Button>
    </div>
  );
}
