import type { ServerResponse } from 'node:http';
import { FakeUpstream, type Asked } from './fake-upstream.js';
import { sendJson, sendText } from './fault.js';

const PREFIX = '/REST';

/** A concept as the fake holds it; what is left out is empty. `ingredients` are those of a salt, brand or combination. */
export type FakeConcept = {
  rxcui: string;
  name: string;
  tty: string;
  /** Under which an exact search finds it as well. */
  otherNames?: string[];
  uniis?: string[];
  atcCodes?: string[];
  ingredients?: string[];
  classes?: { id: string; name: string; type: string; relaSource: string; rela: string }[];
};

type Status = { status: string; heirs: { rxcui: string; tty: string }[] };

/**
 * A stand-in for the RxNav API over real HTTP. The shapes are those of recorded answers, misses included; the history
 * status, of which no recorded body was to be had, is built from the service's documentation.
 */
export class FakeRxNorm extends FakeUpstream {
  private readonly concepts = new Map<string, FakeConcept>();
  private readonly statuses = new Map<string, Status>();

  private constructor() {
    super(PREFIX);
  }

  /** Starts on a free port of 127.0.0.1. */
  static async start(concepts: readonly FakeConcept[] = [], port = 0): Promise<FakeRxNorm> {
    const fake = new FakeRxNorm();
    for (const concept of concepts) fake.put(concept);
    return fake.listen(port);
  }

  /** Adds a concept, or replaces the one of its number, as active. */
  put(concept: FakeConcept): void {
    this.concepts.set(concept.rxcui, structuredClone(concept));
    this.statuses.set(concept.rxcui, { status: 'Active', heirs: [] });
  }

  /** Takes a number out of use in favour of others, which need not exist. */
  remap(rxcui: string, ...heirs: string[]): void {
    const known = heirs.map((heir) => ({ rxcui: heir, tty: this.concepts.get(heir)?.tty ?? 'IN' }));
    this.concepts.delete(rxcui);
    this.statuses.set(rxcui, { status: 'Remapped', heirs: known });
  }

  /** Takes a number out of use; an obsolete concept is still described, one of any other status is not. */
  retire(rxcui: string, status = 'NotCurrent'): void {
    if (status !== 'Obsolete') this.concepts.delete(rxcui);
    this.statuses.set(rxcui, { status, heirs: [] });
  }

  protected bodyOf({ url }: Asked): string {
    return JSON.stringify(this.route(url) ?? {});
  }

  protected answer(asked: Asked, response: ServerResponse): void {
    if (this.route(asked.url) === null) sendText(response, 404, 'Not found');
    else sendJson(response, this.bodyOf(asked), asked.packed);
  }

  private route({ pathname, searchParams }: URL): object | null {
    if (pathname === `${PREFIX}/rxcui.json`) return this.ids(searchParams);
    if (pathname === `${PREFIX}/rxclass/class/byRxcui.json`) return this.classes(searchParams);
    const [, rxcui = '', call = ''] = new RegExp(`^${PREFIX}/rxcui/(\\d+)/(\\w+)\\.json$`).exec(pathname) ?? [];
    switch (call) {
      case 'historystatus':
        return this.history(rxcui);
      case 'properties':
        return this.properties(rxcui);
      case 'allProperties':
        return this.codes(rxcui);
      case 'related':
        return this.related(rxcui, (searchParams.get('tty') ?? '').split(' '));
      default:
        return null;
    }
  }

  private ids(query: URLSearchParams): object {
    const name = query.get('name')?.toLowerCase();
    const unii = query.get('idtype') === 'UNII_CODE' ? query.get('id') : null;
    const found = this.active().filter((concept) =>
      unii === null
        ? [concept.name, ...(concept.otherNames ?? [])].some((one) => one.toLowerCase() === name)
        : concept.uniis?.includes(unii),
    );
    return { idGroup: found.length === 0 ? {} : { rxnormId: found.map(({ rxcui }) => rxcui) } };
  }

  private active(): FakeConcept[] {
    return [...this.concepts.values()].filter(({ rxcui }) => this.statuses.get(rxcui)?.status === 'Active');
  }

  private history(rxcui: string): object {
    const { status, heirs } = this.statuses.get(rxcui) ?? { status: 'Unknown', heirs: [] };
    const concept = this.concepts.get(rxcui);
    const remappedConcept = heirs.map((heir) => ({
      remappedRxCui: heir.rxcui,
      remappedName: this.concepts.get(heir.rxcui)?.name ?? '',
      remappedTTY: heir.tty,
      remappedActive: this.statuses.get(heir.rxcui)?.status === 'Active' ? 'YES' : 'NO',
    }));
    return {
      rxcuiStatusHistory: {
        metaData: { status, source: 'RXNORM', releaseStartDate: '042005', isCurrent: concept ? 'YES' : 'NO' },
        attributes: { rxcui, name: concept?.name ?? '', tty: concept?.tty ?? '' },
        ...(heirs.length === 0 ? {} : { derivedConcepts: { remappedConcept } }),
      },
    };
  }

  private properties(rxcui: string): object {
    const concept = this.concepts.get(rxcui);
    return concept === undefined ? {} : { properties: propertiesOf(concept) };
  }

  private codes(rxcui: string): object {
    const concept = this.concepts.get(rxcui);
    if (concept === undefined) return {};
    const rows: [string, string][] = [
      ...(concept.atcCodes ?? []).map((code): [string, string] => ['ATC', code]),
      ['RxCUI', rxcui],
      ...(concept.uniis ?? []).map((code): [string, string] => ['UNII_CODE', code]),
    ];
    const propConcept = rows.map(([propName, propValue]) => ({ propCategory: 'CODES', propName, propValue }));
    return { propConceptGroup: { propConcept } };
  }

  private related(rxcui: string, ttys: string[]): object {
    const ingredients = this.concepts.get(rxcui)?.ingredients ?? [];
    const near = this.active().filter(
      (other) => ingredients.includes(other.rxcui) || other.ingredients?.includes(rxcui) === true,
    );
    const conceptGroup = ttys.map((tty) => {
      const conceptProperties = near.filter((other) => other.tty === tty).map(propertiesOf);
      return conceptProperties.length === 0 ? { tty } : { tty, conceptProperties };
    });
    return { relatedGroup: { rxcui: null, conceptGroup } };
  }

  /** As the real service: combinations with the concept come with it. */
  private classes(query: URLSearchParams): object {
    const rxcui = query.get('rxcui') ?? '';
    const relas = query.get('relas')?.split(' ');
    const members = this.active().filter(
      (one) => one.rxcui === rxcui || (one.tty === 'MIN' && one.ingredients?.includes(rxcui) === true),
    );
    const rxclassDrugInfo = members.flatMap(({ name, rxcui: id, tty, classes = [] }) =>
      classes
        .filter((one) => one.relaSource === query.get('relaSource'))
        .filter((one) => relas === undefined || relas.includes(one.rela))
        .map((one) => ({
          minConcept: { name, rxcui: id, tty },
          rela: one.rela,
          relaSource: one.relaSource,
          rxclassMinConceptItem: { classId: one.id, className: one.name, classType: one.type },
        })),
    );
    return rxclassDrugInfo.length === 0 ? {} : { rxclassDrugInfoList: { rxclassDrugInfo } };
  }
}

function propertiesOf({ rxcui, name, tty }: FakeConcept): object {
  return { rxcui, name, synonym: '', tty, language: 'ENG', suppress: 'N', umlscui: '' };
}
