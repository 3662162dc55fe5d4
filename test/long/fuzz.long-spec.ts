import { describeFuzz } from '../support/fuzz-suite.js';

describeFuzz({
  name: 'very many requests at random',
  seed: 1_000_003,
  calls: { sqlite: 100_000, postgres: 20_000 },
});
