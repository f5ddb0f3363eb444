import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { same } from '../../src-core/text.ts'
import { wantedBy } from '../../src-core/training/data.ts'
import type { Plan } from '../../src-core/training/plan.ts'
import { isBetterBy } from '../../src-core/training/run.ts'
import { describeData } from '../data/registry.ts'
import { writeFailure } from '../documents/failures.ts'
import { readClasses, writeClasses } from './classes-file.ts'
import type { Tally } from './tally.ts'

/** Keeps how the classes were told apart after the last and after the best epoch, in the run's folder. */
export interface ClassKeeper {
  /** A disk that does not take it does not end the run: the log says so. */
  keep(tally: Tally, place: { epoch: number; step: number }): Promise<void>
}

export async function createClassKeeper(
  directory: string,
  { document, plan, log }: { document: LoomDocument; plan: Plan; log(line: string): void },
): Promise<ClassKeeper> {
  const wanted = wantedBy(analyze(document))!
  const described = await describeData(plan.data, wanted)
  const known = described.ok ? described.value.classes : []
  const names = Array.from({ length: wanted.classes }, (_, index) => known[index] ?? same(`${index}`))
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
