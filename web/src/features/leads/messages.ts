import { catalogue } from '@/lib/messages';

/** What is there before anybody opens the lead desk; the rest comes with its pages. */
export const t = catalogue('leads', {
  title: 'Leads',
  new: 'New lead',
  findNew: 'enquiry customer call add',
  list: 'All leads',
  findList: 'table',
  team: 'Lead team',
  findTeam: 'leads figures late response conversion',
  settings: 'Lead desk settings',
  findSettings: 'leads statuses assignment rules response time mails outbox',
});
