import { Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '../Dialog';
import css from './ShortfallDialog.module.css';
import { t } from './shortfallMessages';
import type { Shortfall } from './useBulk';

interface Props {
  shortfall: Shortfall;
  counted: (count: number) => string;
  onClose: () => void;
  onSelect: (ids: string[]) => void;
}

/** More than these nobody reads; all of them can be selected. */
const MOST_LISTED = 200;

/** Which records could not be changed, and why. */
export function ShortfallDialog({ shortfall: { failed, left }, counted, onClose, onSelect }: Props) {
  return (
    <Dialog title={t('notAllDone')} onClose={onClose} width={560}>
      <Stack gap="md">
        {failed.length > 0 && (
          <>
            <Text>{t('failed', { what: counted(failed.length) })}</Text>
            <ul className={css['list']} tabIndex={0} aria-label={t('notAllDone')}>
              {failed.slice(0, MOST_LISTED).map(({ id, name, reason }) => (
                <li key={id}>
                  <span className={css['name']}>{name}</span>
                  <span className={css['reason']}>{reason}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {left.length > 0 && <Text>{t('left', { what: counted(left.length) })}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onSelect([...failed.map(({ id }) => id), ...left])}>
            {failed.length > 0 ? t('selectFailed') : t('selectLeft')}
          </Button>
          <Button onClick={onClose}>{t('close')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
