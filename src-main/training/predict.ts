import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { ImagePrediction, TrainerOrder } from './messages.ts'
import type { Work } from './orders.ts'
import { openPredictor } from './predictor.ts'

/** Asks a run's network what image files show. */
export async function carryOutPrediction(
  { directory, images: paths, weights }: Extract<TrainerOrder, { type: 'predict' }>,
  { load, tell, stopping }: Work,
): Promise<Result<'done' | 'stopped'>> {
  const log = (line: string) => tell({ type: 'log', line })
  const predictor = await openPredictor(directory, { weights, load, log })
  if (!predictor.ok) return predictor
  const images: ImagePrediction[] = []
  for (const path of paths) {
    if (stopping()) return ok('stopped')
    const predicted = await predictor.value.predict(path)
    if ('unreadable' in predicted) images.push(predicted)
    else images.push({ classes: predicted.classes, seconds: predicted.seconds })
  }
  tell({ type: 'predicted', weights: predictor.value.weights, images })
  return ok('done')
}
