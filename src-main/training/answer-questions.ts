import { stat } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { explainError } from './failures.ts'
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
  const { run, network, weights } = opened.value
  const predicted = await opened.value.predict(question.image)
  if ('unreadable' in predicted) {
    const { en, zh } = predicted.unreadable
    return fail('unreadable-image', { en: `It could not be read: ${en}.`, zh: `无法读取：${zh}。` })
  }
  const { values, ...said } = predicted
  const picture = thumbnailOf(values, network.inputShape, run.plan.augmentation, pictureSide)
  return ok({ weights, ...(picture && { picture }), ...said })
}

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
