import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { refuseSize } from '../../src-core/training/tried.ts'
import type { FeatureMaps, HeatMap, TriedImage } from '../../src-core/training/tried.ts'
import { hostTrainer } from './host.ts'
import { classNames, withNames } from './prediction.ts'
import type { Answer, Question, Subject } from './questions.ts'
import { asReady } from './refusals.ts'
import type { Runs } from './runs.ts'
import type { RunsOptions } from './under-way.ts'

export interface TriesOptions extends Omit<RunsOptions, 'directory' | 'queue'> {
  runs: Pick<Runs, 'find'>
  /** For how long the process that answers waits for the next question, in milliseconds. */
  restAfter?: number
}

/**
 * Asks what runs have learned, image by image, in a process of its own that stays for the next question: the first
 * answer takes a second or two, the next ones what the network takes. It computes on the CPU, beside and behind a
 * training, and ends when nobody has asked anything for a while.
 */
export interface Tries {
  ask<S extends Subject>(run: string, question: Asked<S>): Promise<Result<Told[S]>>
  /** Ends the process. Nothing is answered after it. */
  close(): Promise<void>
}

type Asked<S extends Subject> = Omit<Extract<Question, { about: S }>, 'directory'>
interface Told {
  classes: TriedImage
  maps: FeatureMaps
  heat: HeatMap
}

export function createTries({ runs, runtime, restAfter = 60_000, ...how }: TriesOptions): Tries {
  let answerer: Answerer | undefined
  let resting: NodeJS.Timeout | undefined
  let isClosed = false

  function rest(): Promise<unknown> | undefined {
    clearTimeout(resting)
    const ended = answerer?.close()
    answerer = undefined
    return ended
  }

  /** The process that is there, or a new one. */
  function wake(): Answerer {
    const started = (answerer ??= startAnswerer({
      ...how,
      env: { ...process.env, ...runtime.environment('cpu') },
      onEnd() {
        if (answerer === started) answerer = undefined
      },
    }))
    return started
  }

  async function ask(question: Question): Promise<Answer> {
    clearTimeout(resting)
    const asked = wake()
    const answer = await asked.ask(question)
    clearTimeout(resting)
    if (asked.isIdle()) resting = setTimeout(() => void rest(), restAfter).unref()
    return answer
  }

  return {
    async ask<S extends Subject>(run: string, question: Asked<S>): Promise<Result<Told[S]>> {
      const tooLarge = refuseSize(question.image.byteLength)
      if (tooLarge) return tooLarge
      const found = await runs.find(run)
      if (!found.ok) return found
      const ready = asReady(await runtime.check())
      if (!ready.ok) return ready
      if (isClosed) return stopped
      const { directory } = found.value
      const answer = await ask({ directory, ...question } as Question)
      if (!answer.ok) return answer
      const { about, ...told } = answer.value
      const named = about === 'classes' && { classes: withNames(answer.value.classes, await classNames(directory)) }
      // It is about what was asked.
      return ok({ ...told, ...named } as Told[S])
    },
    async close() {
      isClosed = true
      await rest()
    },
  }
}

type Answerer = ReturnType<typeof startAnswerer>

/** A process that answers questions in their order, until it is closed or breaks. */
function startAnswerer({
  onEnd,
  ...how
}: Omit<Parameters<typeof hostTrainer>[0], 'order' | 'onReport'> & { onEnd(): void }) {
  const waiting = new Map<number, (answer: Answer) => void>()
  let asked = 0
  const trainer = hostTrainer({
    ...how,
    order: { type: 'answer' },
    onReport(report) {
      if (report.type !== 'answered') return
      waiting.get(report.id)?.(report.answer)
      waiting.delete(report.id)
    },
  })
  void trainer.ended.then((end) => {
    onEnd()
    const answer: Answer = end.how === 'failed' ? { ok: false, failure: { ...end.failure, advice: again } } : stopped
    for (const settle of waiting.values()) settle(answer)
  })
  return {
    ask: (question: Question) =>
      new Promise<Answer>((resolve) => {
        const id = asked++
        waiting.set(id, resolve)
        trainer.ask({ type: 'question', id, ...question })
      }),
    isIdle: () => waiting.size === 0,
    close: trainer.close,
  }
}

/** The trainer's own advice is about its run, which nothing has happened to. */
const again = {
  en: 'The run is as it was. Try the image again; `layerloom doctor` says whether TensorFlow works.',
  zh: '训练记录没有受到影响。请再试一次；`layerloom doctor` 可检查 TensorFlow 是否正常。',
}

const stopped = fail('stopped', { en: 'Layerloom stopped looking at the image.', zh: '已停止识别图像。' })
