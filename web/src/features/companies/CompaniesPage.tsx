import { Page } from '@/ui/Page';
import { t } from './messages';

export function CompaniesPage() {
  return <Page title={t('title')}>{null}</Page>;
}
