/**
 * Where a problem with a record is told. `{record}` in the configured address is replaced; without it a web address gets
 * `record` and `service` as its query, a mail address a subject.
 */
export function reportAddress(configured: string, record: string, service: string): string {
  if (configured.includes('{record}')) return configured.replaceAll('{record}', encodeURIComponent(record));
  const address = new URL(configured);
  if (address.protocol === 'mailto:') {
    return `${address.href}${address.search === '' ? '?' : '&'}subject=${encodeURIComponent(`Trialweave: ${record} (${service})`)}`;
  }
  address.searchParams.set('record', record);
  address.searchParams.set('service', service);
  return address.href;
}
