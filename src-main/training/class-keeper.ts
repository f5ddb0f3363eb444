import { same } from '../../src-core/text.ts'
import type { Text } from '../../src-core/text.ts'
import type { Plan } from '../../src-core/training/plan.ts'
import { isBetterBy } from '../../src-core/training/run.ts'
import { writeFailure } from '../documents/failures.ts'
import { readClasses, writeClasses } from './classes-file.ts'
import type { Tally } from './tally.ts'

/** Keeps how the classes were told apart after the last and after the best epoch, in the run's folder. */
export interface ClassKeeper {
  /** A disk that does not take it does not end the run: the log says so. */
  keep(tally: Tally, place: { epoch: number; step: number }): Promise<void>
}

/**
 * @param options.classes that the network tells apart
 * @param options.known their names, as far as the data has any
 */
export async function createClassKeeper(
  directory: string,
  { plan, classes, known, log }: { plan: Plan; classes: number; known: readonly Text[]; log(line: string): void },
): Promise<ClassKeeper> {
  const names = Array.from({ length: classes }, (_, index) => known[index] ?? same(`${index}`))
  const earlier = await readClasses(directory, 'best')
  let best = earlier.ok ? earlier.value : undefined

  return {
    async keep(tally, { epoch, step }) {
      const report = tally.report({ epoch, step, names })
      try {
        await writeClasses(directory, 'last', report)
        // One of the same epoch or a later one is of a time that the run did not get past.
        const isBest = !best || best.epoch >= epoch || isBetterBy(plan.monitor, report.validation, best.validation)
        if (!isBest) return
        await writeClasses(directory, 'best', report)
        best = report
      } catch (error) {
        log(`How the classes are told apart was not kept: ${writeFailure(error, directory).failure.message.en}`)
      }
    },
  }
}
