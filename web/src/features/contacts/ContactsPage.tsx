import { Page } from '@/ui/Page';
import { t } from './messages';

export function ContactsPage() {
  return <Page title={t('title')}>{null}</Page>;
}
