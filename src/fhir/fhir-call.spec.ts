import { Controller, Module } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { ask, serve } from '../../test/support/http.js';
import { operation } from '../http/operation.js';
import { AnswersFhir, Call, type FhirCall } from './fhir-call.js';

@Controller()
class SampleController {
  @AnswersFhir(operation({ id: 'sample', path: '/fhir/R4/Sample', tag: 'made-up', summary: 'Made-up.', schema: null }))
  sample(@Call() call: FhirCall): unknown {
    return call;
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

describe('a call of FHIR', () => {
  it('is told to have come to the host that was asked, whatever a client writes into headers of proxies', async () => {
    const { app, base } = await serve(SampleModule, { trustProxy: true });
    const headers = { host: 'trials.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const answer = await ask(base, '/fhir/R4/Sample', headers);
    await app.close();
    expect(answer.json()).toMatchObject({ origin: 'https://trials.example', path: '/fhir/R4/Sample' });
  });
});
