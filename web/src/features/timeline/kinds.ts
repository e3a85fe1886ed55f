import IconBolt from '@tabler/icons-react/dist/esm/icons/IconBolt.mjs';
import IconCalendarEvent from '@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconMessageCircle from '@tabler/icons-react/dist/esm/icons/IconMessageCircle.mjs';
import IconNote from '@tabler/icons-react/dist/esm/icons/IconNote.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import type { Icon } from '@/lib/feature';
import type { Kind } from './activity';
import { t } from './messages';

interface KindTexts {
  icon: Icon;
  label: string;
  /** What the composer calls it. */
  write: string;
  placeholder: string;
  keys: string;
}

export function kindTexts(kind: Kind): KindTexts {
  switch (kind) {
    case 'note':
      return { icon: IconNote, label: t('note'), write: t('writeNote'), placeholder: t('whatNote'), keys: 'n' };
    case 'call':
      return { icon: IconPhone, label: t('call'), write: t('writeCall'), placeholder: t('whatCall'), keys: 'c' };
    case 'meeting':
      return {
        icon: IconCalendarEvent,
        label: t('meeting'),
        write: t('writeMeeting'),
        placeholder: t('whatMeeting'),
        keys: 'm',
      };
    case 'email':
      return { icon: IconMail, label: t('email'), write: t('writeEmail'), placeholder: t('whatEmail'), keys: 'e' };
    case 'message':
      return {
        icon: IconMessageCircle,
        label: t('message'),
        write: t('writeMessage'),
        placeholder: t('whatMessage'),
        keys: 's',
      };
    case 'interaction':
      return {
        icon: IconBolt,
        label: t('interaction'),
        write: t('writeInteraction'),
        placeholder: t('whatInteraction'),
        keys: 'i',
      };
  }
}
