import { catalogue } from '@/lib/messages';

export const t = catalogue('create', {
  cancel: 'Cancel',
  create: 'Create',
  discardText: 'Discard what you typed?',
  discard: 'Discard',
  keepEditing: 'Keep editing',
  alike: { one: 'There is one like this already', other: 'There are {count} like this already' },
  sameEmail: 'same e-mail',
  samePhone: 'same phone',
  sameDomain: 'same domain',
  sameName: 'same name',
  similarName: 'similar name',
  open: 'Open',
  created: '{name} was created.',
});
