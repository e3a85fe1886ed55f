import { Page } from '@/ui/Page';
import { t } from './messages';

export function My500Page() {
  return <Page title={t('title')}>{null}</Page>;
}
