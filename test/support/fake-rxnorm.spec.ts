import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeRxNorm, type FakeConcept } from './fake-rxnorm.js';

/** Aspirin as the recorded answers have it, without the codes that the fake does not hold. */
const ASPIRIN: FakeConcept = {
  rxcui: '1191',
  name: 'aspirin',
  tty: 'IN',
  uniis: ['R16CO5Y76E'],
  atcCodes: ['A01AD05', 'B01AC06', 'N02BA01'],
  classes: [
    { id: 'A01AD', name: 'Other agents for local oral treatment', type: 'ATC1-4', relaSource: 'ATC', rela: '' },
    { id: 'B01AC', name: 'Platelet aggregation inhibitors excl. heparin', type: 'ATC1-4', relaSource: 'ATC', rela: '' },
    { id: 'N02BA', name: 'Salicylic acid and derivatives', type: 'ATC1-4', relaSource: 'ATC', rela: '' },
  ],
};
const COMBINATION: FakeConcept = {
  rxcui: '135095',
  name: 'aspirin / codeine',
  tty: 'MIN',
  ingredients: ['1191'],
  classes: [
    {
      id: 'N02AJ',
      name: 'Opioids in combination with non-opioid analgesics',
      type: 'ATC1-4',
      relaSource: 'ATC',
      rela: '',
    },
  ],
};

let fake: FakeRxNorm;
beforeAll(async () => {
  fake = await FakeRxNorm.start([ASPIRIN, COMBINATION]);
});
afterAll(() => fake.stop());

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/rxnorm/${name}.json`, import.meta.url), 'utf8'));
}

async function get(path: string): Promise<unknown> {
  return (await fetch(fake.baseUrl + path)).json();
}

describe('FakeRxNorm', () => {
  it.each([
    ['rxcui_aspirin', '/rxcui.json?name=Aspirin&search=0'],
    ['rxcui_nomatch', '/rxcui.json?name=no+such+drug&search=0'],
    ['rxcui_aspirin', '/rxcui.json?idtype=UNII_CODE&id=R16CO5Y76E'],
    ['properties_aspirin', '/rxcui/1191/properties.json'],
    ['properties_missing', '/rxcui/99999999/properties.json'],
    ['related_empty', '/rxcui/1191/related.json?tty=IN'],
    ['rxclass_byRxcui_aspirin_ATC', '/rxclass/class/byRxcui.json?rxcui=1191&relaSource=ATC'],
    ['rxclass_empty', '/rxclass/class/byRxcui.json?rxcui=1191&relaSource=FDASPL&relas=has_epc+has_moa'],
  ])('answers as recorded in %s', async (name, path) => {
    expect(await get(path)).toEqual(recorded(name));
  });

  it('lists codes in the recorded form', async () => {
    const { propConceptGroup } = recorded('allProperties_codes_aspirin') as {
      propConceptGroup: { propConcept: { propName: string }[] };
    };
    const held = propConceptGroup.propConcept.filter(({ propName }) =>
      ['ATC', 'RxCUI', 'UNII_CODE'].includes(propName),
    );
    expect(await get('/rxcui/1191/allProperties.json?prop=codes')).toEqual({ propConceptGroup: { propConcept: held } });
  });

  it('tells what became of a number, and no longer finds it', async () => {
    fake.put({ rxcui: '1', name: 'made-up one', tty: 'IN', uniis: ['MADEUP0001'] });
    fake.remap('1', '1191');
    expect(await get('/rxcui/1/historystatus.json')).toMatchObject({
      rxcuiStatusHistory: {
        metaData: { status: 'Remapped' },
        derivedConcepts: { remappedConcept: [{ remappedRxCui: '1191', remappedTTY: 'IN', remappedActive: 'YES' }] },
      },
    });
    expect(await get('/rxcui/1/properties.json')).toEqual({});
    expect(await get('/rxcui.json?idtype=UNII_CODE&id=MADEUP0001')).toEqual({ idGroup: {} });
    fake.retire('135095', 'Obsolete');
    expect(await get('/rxcui/135095/properties.json')).toMatchObject({ properties: { tty: 'MIN' } });
    expect(await get('/rxcui.json?name=aspirin+/+codeine')).toEqual({ idGroup: {} });
  });

  it('logs what it was asked, does not know other addresses, and fails on demand', async () => {
    fake.fault({ fault: { kind: 'server-error' }, path: '/properties' });
    const statuses = [];
    for (const path of ['/rxcui/1191/properties.json', '/rxcui/1191/properties.json', '/interaction.json']) {
      statuses.push((await fetch(fake.baseUrl + path)).status);
    }
    expect(statuses).toEqual([500, 200, 404]);
    expect(fake.requests.slice(-3).map(({ path, status }) => [path, status])).toEqual([
      ['/REST/rxcui/1191/properties.json', 500],
      ['/REST/rxcui/1191/properties.json', 200],
      ['/REST/interaction.json', 404],
    ]);
  });
});
