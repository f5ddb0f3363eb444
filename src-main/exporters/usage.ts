import type { Usage } from '../../src-core/formats/usage.ts'
import type { Result } from '../../src-core/result.ts'
import { writeExportedFile } from './write.ts'
import type { Written } from './write.ts'

/** Where what a model wants and gives is written: `digits.usage.json` beside `digits.keras` or the folder `digits`. */
export const usagePath = (model: string): string => `${model.replace(/\.(keras|h5|onnx)$/, '')}.usage.json`

/** Writes beside a model what it wants to be given and what its answers mean, for whoever gets the file. */
export const writeUsage = (usage: Usage, model: string): Promise<Result<Written>> =>
  writeExportedFile(usagePath(model), [new TextEncoder().encode(`${JSON.stringify(usage, undefined, 2)}\n`)])
