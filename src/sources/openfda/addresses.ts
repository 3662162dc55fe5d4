const API = 'https://api.fda.gov';

/** The page of a label at the National Library of Medicine, which publishes the same labels for readers. */
export function labelPage(setId: string): string {
  return `https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=${encodeURIComponent(setId)}`;
}

/** FDA's page of an application; it knows the number without the letters before it. */
export function applicationPage(applicationNumber: string): string {
  const digits = applicationNumber.replace(/\D/g, '');
  return `https://www.accessdata.fda.gov/scripts/cder/daf/index.cfm?event=overview.process&ApplNo=${digits}`;
}

/** The address at which openFDA shows one record to anybody, found by the value of a field. */
export function recordAddress(endpoint: string, field: string, value: string): string {
  const search = `${field}:"${value.replace(/["\\]/g, ' ')}"`;
  return `${API}${endpoint}?${new URLSearchParams({ search }).toString()}`;
}

/** The address at which openFDA shows to anybody what was asked; `path` is below its root. */
export function publicAddress(path: string): string {
  return `${API}${path}`;
}
