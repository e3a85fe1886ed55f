import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import IconUpload from '@tabler/icons-react/dist/esm/icons/IconUpload.mjs';
import type { Icon } from '@/lib/feature';
import { EmptyState } from '../EmptyState';
import { t } from './messages';

interface Props {
  icon: Icon;
  title: string;
  children: string;
}

/** What a list shows for as long as nothing has ever been in it. */
export function NothingYet({ icon, title, children }: Props) {
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        <Button component={Link} to="/imports" variant="default" leftSection={<IconUpload size={16} stroke={1.6} />}>
          {t('importFile')}
        </Button>
      }
    >
      {children}
    </EmptyState>
  );
}
