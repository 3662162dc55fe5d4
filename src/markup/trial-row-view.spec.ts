import { describe, expect, it } from '@jest/globals';
import { Setting } from './setting.js';
import { trialRowOf, type ListedStudy } from './trial-row-view.js';

/** A made-up study. */
const study = (parts: Partial<ListedStudy> = {}): ListedStudy => ({
  nctId: 'NCT99999910',
  briefTitle: 'Made-up study',
  overallStatus: 'RECRUITING',
  statusGroup: 'open',
  statusTrusted: true,
  phases: ['PHASE1', 'PHASE2'],
  countries: ['A', 'B', 'C', 'D', 'E', 'F'],
  asOf: '2026-10-02',
  near: null,
  ...parts,
});
const site = (city: string | null, distanceKm: number, isOpen = false) => ({
  city,
  country: 'France',
  distanceKm,
  isOpen,
});

describe('the row of a study', () => {
  const at = new Setting('en', 'https://made.up', null);

  it('says status, date, phases and the first countries', () => {
    expect(trialRowOf(at, study())).toMatchObject({
      path: '/trials/NCT99999910',
      status: { text: 'Recruiting', tone: 'open', isSure: true },
      asOf: 'as of 2 October 2026',
      phase: 'Phase 1 and Phase 2',
      countries: 'A, B, C, D and 2 more',
      nearest: null,
    });
  });

  it('never shows an old open status as open', () => {
    const { status } = trialRowOf(at, study({ statusGroup: 'unknown', statusTrusted: false }));
    expect(status).toMatchObject({ text: 'last known: Recruiting', tone: 'unknown', isSure: false });
    expect(status.meaning.text).toContain('old or unconfirmed');
  });

  it('names the nearest open site before a nearer one that is closed, and leaves out what is not known', () => {
    const near = { nearest: site('Lyon', 1), nearestOpen: site(null, 12.4, true) };
    expect(trialRowOf(at, study({ near })).nearest).toBe('Nearest recruiting site: \u2068France\u2069, 12 km away');
    expect(trialRowOf(at, study({ near: { nearest: null, nearestOpen: null } })).nearest).toBeNull();
  });

  it('says of a near site that it is closed, and nothing where it cannot be known', () => {
    const near = { nearest: site('Paris', 3), nearestOpen: null };
    const place = '\u2068Paris, France\u2069, 3 km away';
    expect(trialRowOf(at, study({ near })).nearest).toBe(`Nearest site, not recruiting: ${place}`);
    const unsure = study({ near, statusGroup: 'unknown', statusTrusted: false });
    expect(trialRowOf(at, unsure).nearest).toBe(`Nearest site: ${place}`);
  });

  it('leaves no mark in a title that turns the text around it', () => {
    expect(trialRowOf(at, study({ briefTitle: 'Made\u202e-up\u0000' })).title).toBe('Made-up');
  });

  it('keeps the language of the reader in its address', () => {
    expect(trialRowOf(at.in('ar'), study()).path).toBe('/trials/NCT99999910?lang=ar');
  });
});
