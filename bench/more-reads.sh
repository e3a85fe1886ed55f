# Reads that are measured at each size, besides those that are compared with PostgreSQL: a name, a title, and a path in which
# each {word} stands for values from all over the workspace.
more_reads=(
  'contacts-of|contacts of an owner, the warmest|/api/contacts?limit=50&sort=-warmness&ownerId={owner}'
  'contacts-facet|contacts in the campaign|/api/contacts?limit=50&inCampaign=true&sort=-created'
  'contacts-text|contacts with a text|/api/contacts?limit=50&q={name}'
  'contact-stats|figures of contacts|/api/contacts/stats'
  'contact-values|values that filters suggest|/api/contacts/suggestions'
  'contact-twins|duplicates of a contact|/api/contacts/{contact}/duplicates'
  'companies|company list, 50 a page|/api/companies?limit=50&page={page}'
  'company-record|company record|/api/companies/{company}'
  'company-history|timeline of a company|/api/timeline?companyId={company}'
  'deal|deal record|/api/deals/{deal}?include=company,contacts,stage'
  'deal-history|history of a deal|/api/deals/{deal}/history'
  'interactions|interactions, the latest|/api/interactions?limit=50&page={page}'
  'messages|messages, the latest|/api/messages?limit=50&page={page}'
  'notes|notes, the latest|/api/notes?limit=50&page={page}'
  'reminders|reminders|/api/reminders?limit=20&include=contact'
  'book-search|search in My-500|/api/my-500/search?q={name}'
)
variants_of_more=60

# values_of WORD: so many values for {WORD}, one a line.
values_of() {
  local n=$variants_of_more
  case $1 in
    contact) sample_ids $n ;;
    name) sample_terms prefix $n ;;
    owner) owner_ids ;;
    page) seq 20 ;;
    company)
      query -c "SELECT id FROM companies WHERE workspace_id = '$workspace' AND deleted_at IS NULL ORDER BY md5(id::text) LIMIT $n"
      ;;
    deal) query -c "SELECT id FROM deals WHERE workspace_id = '$workspace' AND deleted_at IS NULL ORDER BY md5(id::text) LIMIT $n" ;;
  esac
}

# Leaves the requests of each in $scratch and its title in the table of titles.
prepare_more_reads() {
  local entry name path word value i=0
  for entry in "${more_reads[@]}"; do
    IFS='|' read -r name "title[${entry%%|*}]" path <<<"$entry"
    word=$(sed -n 's/.*{\(.*\)}.*/\1/p' <<<"$path")
    while read -r value; do
      get "${path/\{$word\}/$value}" "${tokens[i++ % ${#tokens[@]}]}"
    done < <(if [ -n "$word" ]; then values_of "$word"; else printf 'x\n%.0s' "${tokens[@]}"; fi) >"$scratch/$name-$size.requests"
  done
}
