import { Page } from '@/ui/Page';
import { t } from './messages';

export function ImportsPage() {
  return <Page title={t('title')}>{null}</Page>;
}
