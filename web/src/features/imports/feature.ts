import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs';
import type { Feature } from '@/lib/feature';
import { t } from './messages';

export const imports = (): Feature => ({
  nav: { label: t('title'), path: '/imports', icon: IconFileImport, keys: 'g i', permission: 'write' },
});
