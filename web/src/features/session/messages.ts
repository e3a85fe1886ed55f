import { catalogue } from '@/lib/messages';

export const t = catalogue('session', {
  signIn: 'Sign in',
  signInTo: 'Sign in to Brisk',
  email: 'E-mail',
  password: 'Password',
  showPassword: 'Show the password',
  workspace: 'Workspace',
  chooseWorkspace: 'You belong to several workspaces. Where do you want to sign in?',
  expired: 'Your session has ended',
  expiredText: 'Sign in again to go on where you were. Nothing that you typed is lost.',
  somebodyElse: 'Sign in as somebody else',
  setUp: 'Set up Brisk',
  setUpText: 'Nobody uses this Brisk yet. Make the first workspace; you will be its administrator.',
  workspaceName: 'Name of the workspace',
  workspaceNameHint: 'Your company or team',
  yourName: 'Your name',
  newPasswordHint: 'At least 10 characters',
  timeZone: 'Time zone',
  region: 'Country of phone numbers',
  regionHint: 'For numbers without a country code',
  create: 'Create the workspace',
});
