import { stat } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { explainError } from './failures.ts'
import { gradCam, layerOutput } from './look-inside.ts'
import { featurePixels, heatPixels } from './map-pixels.ts'
import type { Work } from './orders.ts'
import { openPredictor } from './predictor.ts'
import type { Predictor } from './predictor.ts'
import type { Answer, Question } from './questions.ts'
import { files } from './store.ts'
import { thumbnailOf } from './thumbnail.ts'

/** Pixels of the longer side of the picture that is shown of an image. */
const pictureSide = 256

/** Answers questions about what runs have learned, one after the other, until there are no more of them. */
export async function answerQuestions(
  questions: AsyncIterable<Question & { id: number }>,
  { load, tell }: Work,
): Promise<Result<'stopped'>> {
  // Before any thread begins, all of which take it over: a training under way needs the cores more.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const predictorFor = keptPredictor({ load, log: (line) => tell({ type: 'log', line }) })
  for await (const { id, ...question } of questions) {
    const answer = await answerOne(question, predictorFor).catch(explainError)
    tell({ type: 'answered', id, answer })
  }
  return ok('stopped')
}

async function answerOne(
  question: Question,
  predictorFor: (question: Question) => Promise<Result<Predictor>>,
): Promise<Answer> {
  const opened = await predictorFor(question)
  if (!opened.ok) return opened
  return question.about === 'classes' ? sayClasses(opened.value, question) : lookInside(opened.value, question)
}

async function sayClasses({ run, network, weights, predict }: Predictor, { image }: Question): Promise<Answer> {
  const predicted = await predict(image)
  if ('unreadable' in predicted) return unreadable(predicted.unreadable)
  const { values, ...said } = predicted
  const picture = thumbnailOf(values, network.inputShape, run.plan.augmentation, pictureSide)
  return ok({ about: 'classes', weights, ...(picture && { picture }), ...said })
}

async function lookInside(
  { network, read }: Predictor,
  question: Extract<Question, { layer: string }>,
): Promise<Answer> {
  const input = await read(question.image)
  if ('unreadable' in input) return unreadable(input.unreadable)
  const { layer } = question
  if (question.about === 'maps') {
    const maps = await layerOutput(network, layer, input.values)
    return maps.ok ? ok({ about: 'maps', ...featurePixels(maps.value, question) }) : maps
  }
  const heat = await gradCam(network, { layer, label: question.label, image: input.values })
  return heat.ok ? ok({ about: 'heat', ...heatPixels(heat.value) }) : heat
}

const unreadable = ({ en, zh }: Text) =>
  fail('unreadable-image', { en: `It could not be read: ${en}.`, zh: `无法读取：${zh}。` })

/** The network of the last question stays for the next one, unless that is about another or its weights have changed. */
function keptPredictor(how: Pick<Parameters<typeof openPredictor>[1], 'load' | 'log'>) {
  let kept: { of: string; predictor: Predictor } | undefined
  return async ({ directory, weights }: Question): Promise<Result<Predictor>> => {
    const stamps = await Promise.all([files.checkpoint, files.best].map((name) => stampOf(join(directory, name))))
    const of = JSON.stringify([directory, weights, stamps])
    if (kept?.of === of) return ok(kept.predictor)
    kept?.predictor.close()
    kept = undefined
    const opened = await openPredictor(directory, { weights, ...how })
    if (opened.ok) kept = { of, predictor: opened.value }
    return opened
  }
}

/** Tells whether a file is another by now; null where there is none. */
async function stampOf(path: string): Promise<string | null> {
  try {
    const { mtimeMs, size } = await stat(path)
    return `${mtimeMs}/${size}`
  } catch {
    return null
  }
}
