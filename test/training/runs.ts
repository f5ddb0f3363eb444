import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { formatDocument } from '../../src-core/document/file.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { ok } from '../../src-core/result.ts'
import { Plan } from '../../src-core/training/plan.ts'
import type { TrainerReport } from '../../src-main/training/messages.ts'
import { carryOutTraining } from '../../src-main/training/orders.ts'
import type { Work } from '../../src-main/training/orders.ts'
import { files, writePlan } from '../../src-main/training/store.ts'

tf.enableProdMode()

/** tfjs without TensorFlow: slow, but it computes the same and is always there. */
export const pure: Work['load'] = async () => ok({ tf, version: 'tfjs', device: 'CPU' })

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'layerloom-train-'))

/** What a trainer finds in a run's folder. */
export async function writeRun(directory: string, document: LoomDocument, plan: Partial<Plan>): Promise<void> {
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, files.graph), formatDocument(document))
  await writePlan(directory, Plan.parse(plan))
}

/** Trains the run in a folder, in this process; gives its end and everything that it told. */
export async function trainRun(directory: string, work: Partial<Work> = {}) {
  const reports: TrainerReport[] = []
  const tell = (report: TrainerReport) => {
    reports.push(report)
    work.tell?.(report)
  }
  const end = await carryOutTraining({ type: 'train', directory }, { load: pure, stopping: () => false, ...work, tell })
  return { end, reports }
}

/** The reports of one type. */
export const only = <T extends TrainerReport['type']>(reports: readonly TrainerReport[], type: T) =>
  reports.filter((report): report is Extract<TrainerReport, { type: T }> => report.type === type)
