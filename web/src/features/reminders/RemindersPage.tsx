import { Page } from '@/ui/Page';
import { t } from './messages';

export function RemindersPage() {
  return <Page title={t('title')}>{null}</Page>;
}
