import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decode, encode } from '../../src-core/contract/wire.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { ClassReport } from '../../src-core/training/classes.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import { writeAtomic } from '../documents/write-atomic.ts'
import { files } from './store.ts'

const pathOf = (directory: string, epoch: ReportedEpoch) =>
  join(directory, epoch === 'last' ? files.lastClasses : files.bestClasses)

/** Throws the system's error; the report of an earlier epoch is then as it was. */
export const writeClasses = (directory: string, epoch: ReportedEpoch, report: ClassReport): Promise<void> =>
  writeAtomic(pathOf(directory, epoch), `${JSON.stringify(encode(report))}\n`)

/** How the classes were told apart after a run's last or best epoch. */
export async function readClasses(directory: string, epoch: ReportedEpoch): Promise<Result<ClassReport>> {
  try {
    const report = ClassReport.safeParse(decode(JSON.parse(await readFile(pathOf(directory, epoch), 'utf8'))))
    return report.success ? ok(report.data) : noReport
  } catch {
    return noReport
  }
}

const noReport = fail(
  'no-classes',
  { en: 'How the classes are told apart is not known yet.', zh: '尚无各类别的识别结果。' },
  { en: 'It is measured at the end of each epoch.', zh: '每轮结束时会进行测量。' },
)
