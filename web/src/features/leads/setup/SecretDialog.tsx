import { Button, Group, Stack } from '@mantine/core';
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs';
import { Dialog } from '@/ui/Dialog';
import { notify, notifyProblem } from '@/ui/toast';
import { exampleOf, type OpenedDoor } from './doors';
import { t } from './doorMessages';
import css from './SecretDialog.module.css';

interface Props {
  door: OpenedDoor;
  onClose: () => void;
}

/** The secret of a door, which nobody is shown again, and how it is used. */
export function SecretDialog({ door: { name, path, secret }, onClose }: Props) {
  return (
    <Dialog title={name} onClose={onClose} width={620}>
      <Stack gap="md">
        <p className={css['once']}>{t('once')}</p>
        <Copied label={t('secret')} text={secret} copy={t('copySecret')} />
        <Copied label={t('example')} text={exampleOf(new URL(path, location.origin).href)} copy={t('copyExample')} />
        <p className={css['how']}>{t('how')}</p>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('done')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Copied({ label, text, copy }: { label: string; text: string; copy: string }) {
  const take = () => navigator.clipboard.writeText(text).then(() => notify(t('copied')), notifyProblem);
  return (
    <div>
      <div className={css['head']}>
        <span className={css['label']}>{label}</span>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconCopy size={14} stroke={1.6} />}
          onClick={() => void take()}
        >
          {copy}
        </Button>
      </div>
      <pre className={css['text']} tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
    </div>
  );
}
