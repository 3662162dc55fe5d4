import { FakeNciDrugDictionary } from './fake-nci-drug-dictionary.js';
import { FakeOpenFda } from './fake-openfda.js';
import { FakePubMed } from './fake-pubmed.js';
import { FakeRxNorm } from './fake-rxnorm.js';

/** What every stand-in can do. */
type Fake = Pick<FakeOpenFda, 'baseUrl' | 'fault' | 'faults' | 'stop'> & { requests: readonly unknown[] };

/** Stand-ins for every source that is asked subject by subject. */
export class FakeReferences {
  private constructor(
    readonly openfda: FakeOpenFda,
    readonly rxnorm: FakeRxNorm,
    readonly dictionary: FakeNciDrugDictionary,
    readonly pubmed: FakePubMed,
  ) {}

  /** Starts them, each on a free port of 127.0.0.1 and without a single record. */
  static async start(): Promise<FakeReferences> {
    return new FakeReferences(
      await FakeOpenFda.start(),
      await FakeRxNorm.start(),
      await FakeNciDrugDictionary.start(),
      await FakePubMed.start(),
    );
  }

  /** The stand-ins by the id of the source. */
  get bySource(): Record<'openfda' | 'rxnorm' | 'nci-drug-dictionary' | 'pubmed', Fake> {
    const { openfda, rxnorm, dictionary, pubmed } = this;
    return { openfda, rxnorm, 'nci-drug-dictionary': dictionary, pubmed };
  }

  /** Settings that lead a program to them. */
  get environment(): Record<string, string> {
    const budget = '100000';
    return {
      OPENFDA_BASE_URL: this.openfda.baseUrl,
      OPENFDA_REQUESTS_PER_MINUTE: budget,
      RXNORM_BASE_URL: this.rxnorm.baseUrl,
      RXNORM_REQUESTS_PER_MINUTE: budget,
      NCI_DRUG_DICTIONARY_BASE_URL: this.dictionary.baseUrl,
      NCI_DRUG_DICTIONARY_REQUESTS_PER_MINUTE: budget,
      PUBMED_BASE_URL: this.pubmed.baseUrl,
      PUBMED_REQUESTS_PER_MINUTE: budget,
    };
  }

  async stop(): Promise<void> {
    await Promise.all(Object.values(this.bySource).map((fake) => fake.stop()));
  }
}
