import type { Analysis } from '../graph/analysis.ts'
import { obstacle } from '../graph/problem.ts'
import { fail } from '../result.ts'

/** Why a network can be written in no format: the first of its problems that keeps it from being computed. */
export function obstacleToExport({ problems }: Analysis): ReturnType<typeof fail> | undefined {
  const error = obstacle(problems)
  return (
    error &&
    fail('network-has-problems', error.message, {
      en: 'Mend the problems of the network, then export it.',
      zh: '请先修正网络中的问题，再导出。',
    })
  )
}
