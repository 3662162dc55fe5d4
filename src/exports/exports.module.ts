import { Module } from '@nestjs/common';
import { ApiModule } from '../api/api.module.js';
import { ExportsController } from './exports.controller.js';
import { TrialExports } from './trial-exports.service.js';

/** Data as files. */
@Module({ imports: [ApiModule], controllers: [ExportsController], providers: [TrialExports] })
export class ExportsModule {}
