import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { judgeTrialDesign, trialDesignInput } from '../../src/merge/claims/check-trial-design.js';
import { judgeTrialStatus, trialStatusInput } from '../../src/merge/claims/check-trial-status.js';
import type { StudyVersion } from '../../src/merge/merge-facts.types.js';
import { parseNctId } from '../../src/model/identifiers.js';
import type { Intervention, Study } from '../../src/model/study.js';
import { claimFacts, madeUpIntervention, madeUpVersion, POINTERS, TODAY } from '../support/merge-facts.js';

const FACTS = claimFacts();

describe('replay of the stored records of CheckMate 459', () => {
  const versions = checkMateVersions();
  const nctId = 'NCT02576509';
  const checkTrialStatus = (seen: readonly StudyVersion[]) => judgeTrialStatus(trialStatusInput(nctId, seen, FACTS));

  it('goes from unverifiable to supported to outdated', () => {
    const { earlier, current } = checkTrialStatus(versions);
    expect([...earlier, current].map(({ verdict, since }) => [verdict, since.notBefore, since.notAfter])).toEqual([
      ['unverifiable', null, '2015-10-14'],
      ['supported', '2015-10-14', '2017-09-25'],
      ['outdated', '2018-04-10', '2024-03-19'],
    ]);
  });

  it('tells the reader what the registry says, since when and where', () => {
    const { current } = checkTrialStatus(versions);
    expect(current.reason).toBe(
      "The registry's record of 17 February 2025 lists NCT02576509 as completed, so it is no longer ongoing. " +
        'It was still active but no longer recruiting on 10 April 2018, and the change shows by 19 March 2024. ' +
        'This status was last known on 17 February 2025, from stored copies of registry pages, and has not been confirmed since.',
    );
    expect(current.evidence.map(({ pointer, value }) => [pointer, value])).toEqual([
      [POINTERS.overallStatus, 'COMPLETED'],
      [`${POINTERS.completionDate}/date`, '2024-02-07'],
      [`${POINTERS.resultsFirstPostDate}/date`, '2020-06-26'],
    ]);
  });

  it.each([
    [1, 'unverifiable'],
    [2, 'supported'],
    [3, 'supported'],
    [4, 'outdated'],
  ])('after the first %i records the verdict is %s', (count, verdict) => {
    expect(checkTrialStatus(versions.slice(0, count)).current.verdict).toBe(verdict);
  });

  it('says of a support that rests on an old capture that it is only the last known status', () => {
    const { reason } = checkTrialStatus(versions.slice(0, 3)).current;
    expect(reason).toContain('last known on 10 April 2018');
  });

  it('loses the remark, not the bounds, when the registry confirms the record live', () => {
    const newest = versions.at(-1)?.study ?? {};
    const live = madeUpVersion(TODAY, newest, { dataDate: TODAY });
    const { current } = checkTrialStatus([...versions, live]);
    expect(current.since).toEqual({ notBefore: '2018-04-10', notAfter: '2024-03-19' });
    expect(current.reason).not.toContain('last known');
  });

  it('supports the first-line design from the first record that states it', () => {
    const says = {
      interventions: ['nivolumab'],
      conditions: ['hepatocellular carcinoma'],
      titlePhrases: ['first-line'],
      contraryPhrases: ['second-line'],
    };
    const { earlier, current } = judgeTrialDesign(
      trialDesignInput({ type: 'trial-design', nctId, says }, versions, FACTS),
    );
    expect([...earlier, current].map(({ verdict, since }) => [verdict, since.notBefore, since.notAfter])).toEqual([
      ['unverifiable', null, '2015-10-14'],
      ['supported', '2015-10-14', '2017-09-25'],
    ]);
    expect(current.evidence.map(({ pointer, value }) => [pointer, value])).toEqual([
      ['/protocolSection/identificationModule/officialTitle', expect.stringContaining('First-Line Treatment')],
      ['/protocolSection/armsInterventionsModule/interventions/0/name', 'Nivolumab'],
      ['/protocolSection/conditionsModule/conditions/0', 'Hepatocellular Carcinoma'],
    ]);
  });
});

type StatedFields = Partial<Omit<Study, 'interventions'>> & { interventions?: Pick<Intervention, 'type' | 'name'>[] };

/** The five dated versions, with known fields carried forward as the assembling step does. */
function checkMateVersions(): StudyVersion[] {
  const file = new URL('../fixtures/claims/nct02576509.versions.json', import.meta.url);
  const { nctId, versions } = JSON.parse(readFileSync(file, 'utf8')) as {
    nctId: string;
    versions: { versionDate: string; states: StatedFields }[];
  };
  let known: Partial<Study> = { statusVerifiedDate: null };
  return versions.map(({ versionDate, states: { interventions, ...states } }) => {
    const named = interventions?.map(({ name, type }) => madeUpIntervention(name, { type }));
    known = { ...known, ...states, ...(named === undefined ? {} : { interventions: named }) };
    const id = parseNctId(nctId);
    return madeUpVersion(versionDate, { ...known, ...(id === null ? {} : { nctId: id }) }, { origin: 'assembled' });
  });
}
