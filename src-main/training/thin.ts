import type { StepMetrics } from '../../src-core/training/metrics.ts'

/** Points of a curve: more than a chart has pixels across. */
export const mostSteps = 2_000

/**
 * About `most` of many steps, evenly spread over the run: those whose number is a multiple of a power of two, and the last
 * one. So what was thinned before thins to the same steps as what was not.
 */
export function thin(steps: StepMetrics[], most = mostSteps): StepMetrics[] {
  const last = steps.at(-1)
  if (!last || steps.length <= most) return steps
  const span = last.step - steps[0]!.step + 1
  const stride = 2 ** Math.ceil(Math.log2(span / most))
  return steps.filter((one) => one.step % stride === 0 || one === last)
}
