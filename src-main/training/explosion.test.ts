import { expect, test } from 'vitest'
import { hasExploded } from './explosion.ts'
import { beginning } from './checkpoint.ts'

const firstExplosion = (losses: readonly number[]) => {
  const progress = beginning()
  return losses.findIndex((loss) => hasExploded(progress, loss)) + 1
}
const many = (count: number, loss: number) => Array.from({ length: count }, () => loss)

test.each([
  ['a loss that falls', [...many(100, 2.3), ...many(100, 0.1)], 0],
  ['one that is high from the start', many(200, 1e6), 0],
  ['a single leap', [2.3, 1e5, 2.3, ...many(49, 1e5), 2.3, ...many(49, 1e5)], 0],
  ['one that stays away', [2.3, ...many(60, 1e5)], 51],
  ['one that stays away from next to nothing', [1e-6, ...many(60, 1_001)], 51],
])('%s', (_name, losses, at) => expect(firstExplosion(losses)).toBe(at))
