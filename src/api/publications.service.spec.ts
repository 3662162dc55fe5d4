import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { madeUpClaim, madeUpGuide } from '../../test/support/merge-facts.js';
import { MADE_UP_SOURCES, madeUpPublications, NOTHING, ServedRecords } from '../../test/support/served-records.js';
import type { ProblemError } from '../http/problem.js';
import type { Publication } from '../model/reference-record.js';
import { PublicationsService } from './publications.service.js';
import { publication } from './schemas/publication.schema.js';

const PAPERS = 'made-up-papers';
/** Made-up publications. */
const FOUND: Publication = {
  kind: 'publication',
  pmid: '99999901',
  title: 'A made-up publication.',
  journal: null,
  publishedOn: '2026-02',
  authors: ['Nobody N'],
  doi: null,
  pmcid: null,
  publicationTypes: ['Journal Article'],
  languages: ['eng'],
};
const RETRACTED: Publication = {
  ...FOUND,
  pmid: '99999902',
  publicationTypes: ['Journal Article', 'Retracted Publication'],
};
const searched = (claimId: string, identifiers: string[]) =>
  madeUpClaim({ type: 'publication', identifiers, terms: ['made up'] }, { claimId });

describe('a publication as it is served', () => {
  let records: ServedRecords;
  let publications: PublicationsService;

  beforeAll(async () => {
    records = await ServedRecords.open();
    publications = new PublicationsService(records.references, records.guides, MADE_UP_SOURCES);
    const claims = [searched('searched', []), searched('stated', ['pmid:99999901']), searched('other', [])];
    await records.database.write((tx) => records.guides.save(tx, madeUpGuide([], claims)));
    const both = madeUpPublications([FOUND, RETRACTED]);
    const one = madeUpPublications([FOUND]);
    await records.answer(PAPERS, 'study:NCT99999901', 'mentions', both);
    await records.answer(PAPERS, 'study:NCT99999902', 'mentions', one);
    await records.answer(PAPERS, 'study:NCT99999902', 'publications', one);
    await records.answer(PAPERS, 'study:NCT99999903', 'publications', NOTHING);
    await records.answer(PAPERS, 'claim:made-up-guide/searched', 'candidates', one);
    await records.answer(PAPERS, 'claim:made-up-guide/forgotten', 'candidates', one);
    await records.answer(PAPERS, 'publication:pmid:99999901', 'citation', one);
  });

  afterAll(() => records.close());

  it('names the studies and claims it is held for, exactly as described', async () => {
    const served = await publications.get('99999901');
    expect(publication.parse(served)).toEqual(served);
    expect(served).toMatchObject({ pmid: '99999901', title: FOUND.title, isRetracted: false });
    expect(served.relatedTo).toEqual({
      studies: [
        { nctId: 'NCT99999901', relation: 'names-number' },
        { nctId: 'NCT99999902', relation: 'states-number' },
      ],
      claims: [
        { guideId: 'made-up-guide', claimId: 'searched', relation: 'candidate' },
        { guideId: 'made-up-guide', claimId: 'stated', relation: 'stated' },
      ],
    });
    expect(served.provenance).toMatchObject({ source: PAPERS, key: '99999901', pointers: { title: '/title' } });
  });

  it('says when it was retracted', async () => {
    expect((await publications.get('99999902')).isRetracted).toBe(true);
  });

  it.each([
    ['nothing', 'bad-parameter', 'nothing'],
    ['0', 'bad-parameter', 'up to 8 digits'],
    ['123456789', 'bad-parameter', 'up to 8 digits'],
    ['99999903', 'publication-not-found', "only those on the guides' studies and claims"],
  ])('is refused for %s', async (given, code, hint) => {
    const error = await publications.get(given).then(
      () => null,
      (reason: unknown) => reason as ProblemError,
    );
    expect(error?.code).toBe(code);
    expect(JSON.stringify([error?.detail, error?.errors])).toContain(hint);
  });
});
