import type { StepMetrics } from '../../src-core/training/metrics.ts'

/** Points of a curve: more than a chart has pixels across. */
export const mostSteps = 2_000

/**
 * At most `most` of many steps and the last one, evenly spread over the run: those whose number is a multiple of a power
 * of two. So what was thinned before thins to the same steps as what was not.
 */
export function thin(steps: StepMetrics[], most = mostSteps): StepMetrics[] {
  let kept = steps
  for (let stride = 2; kept.length > most; stride *= 2) kept = kept.filter(({ step }) => step % stride === 0)
  const last = steps.at(-1)
  return last && kept.at(-1) !== last ? [...kept, last] : kept
}
