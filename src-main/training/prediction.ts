import { resolve } from 'node:path'
import { analyze } from '../../src-core/graph/analyze.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { same } from '../../src-core/text.ts'
import type { Text } from '../../src-core/text.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import { wantedBy } from '../../src-core/training/data.ts'
import type { WeightsOrigin } from '../../src-core/training/run.ts'
import { describeData } from '../data/registry.ts'
import { askTrainer } from './ask-trainer.ts'
import type { AskOptions } from './ask-trainer.ts'
import { readClasses } from './classes-file.ts'
import { readRunContent } from './learned.ts'
import { isImported } from './store.ts'

/** What a run's network says of an image, the likeliest classes first, or why the image could not be read. */
export type NamedPrediction =
  | { image: string; classes: { name: Text; probability: number }[]; seconds: number }
  | { image: string; unreadable: Text }

export interface Predictions {
  /** Which of the run's weights said it. */
  weights: WeightsOrigin
  /** In the order of the images. */
  images: NamedPrediction[]
}

export interface PredictionOptions extends AskOptions {
  /** The run's folder. */
  directory: string
  /** Paths of image files. */
  images: readonly string[]
  weights: ReportedEpoch
}

/** Asks a run's network, in a process of its own, what images show. */
export async function predictRun({
  directory,
  images,
  weights,
  ...options
}: PredictionOptions): Promise<Result<Predictions>> {
  const names = await classNames(directory)
  const predicted = await askTrainer(options, {
    order: { type: 'predict', directory, images: images.map((image) => resolve(image)), weights },
    answer: 'predicted',
    stopped: { en: 'The prediction was stopped.', zh: '预测已停止。' },
  })
  if (!predicted.ok) return predicted
  const named = predicted.value.images.map((one, at): NamedPrediction => {
    const image = images[at]!
    if ('unreadable' in one) return { image, ...one }
    return { image, classes: withNames(one.classes, names), seconds: one.seconds }
  })
  return ok({ weights: predicted.value.weights, images: named })
}

/** Classes by their names, or by their numbers where they have none. */
export const withNames = <C extends { index: number }>(classes: readonly C[], names: readonly Text[]) =>
  classes.map((one) => ({ ...one, name: names[one.index] ?? same(`${one.index}`) }))

/** As the run wrote them down after its first epoch; before, as its data has them, where that is still there. */
export async function classNames(directory: string): Promise<readonly Text[]> {
  const report = await readClasses(directory, 'last')
  if (report.ok) return report.value.classes
  // The data of an imported model's plan is not what it was trained on.
  if (isImported(directory)) return []
  const run = await readRunContent(directory)
  if (!run.ok) return []
  const described = await describeData(run.value.plan.data, wantedBy(analyze(run.value.document)))
  return described.ok ? described.value.classes : []
}
