/** Where a phone number is dialled; a text that is no number leads nowhere. */
export function dialLink({ e164, extension }: { e164: string | null; extension: string | null }): string | undefined {
  return e164 === null ? undefined : `tel:${e164}${extension === null ? '' : `;ext=${extension}`}`;
}

/** The address of a website as people write it, or undefined for what would be no safe link. */
export function webLink(address: string): string | undefined {
  const candidate =
    /^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[^/]*:\d+(\/|$)/.test(address) ? address : `https://${address}`;
  const url = URL.canParse(candidate) ? new URL(candidate) : undefined;
  return url !== undefined && ['http:', 'https:'].includes(url.protocol) ? url.href : undefined;
}
